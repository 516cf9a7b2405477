using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Datasets;
using Datalake.Embedded.Schemas;
using Datalake.Tables;

namespace Datalake.Embedded.Adopting;

/// <summary>Proposes a contract for the data under a table of Athena's.</summary>
internal sealed class ProposedContract
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] JsonReaders =
    [
        "org.openx.data.jsonserde.JsonSerDe", "org.apache.hive.hcatalog.data.JsonSerDe", "org.apache.hadoop.hive.serde2.JsonSerDe",
    ];

    private static readonly string[] ChangeKeys = ["changed_at", "record_changed_at", "last_changed_at"];

    private readonly List<ProposedColumn> columns = [];
    private readonly List<string> notes = [];
    private readonly JsonArray structure = [];
    private readonly DdlTable table;

    private ProposedContract(DdlTable table, string name, string database)
    {
        this.table = table;
        Name = name;
        Keys = $"{FolderOf(table.Location) ?? name + "/"}{{file*}}";
        if (FolderOf(table.Location) is null)
            notes.Add($"LOCATION names no folder of a bucket, so raw.keys is '{Keys}'. Correct it: it says which files below raw/ belong to the dataset.");
        var raw = new JsonObject { ["keys"] = Keys };
        if (Format(raw) is { } refused)
        {
            Refusal = refused;
            Json = string.Empty;
            return;
        }

        ReadColumns();
        var identity = ProposedKeys.Identity(table.Name, columns);
        if (identity is null) notes.Add("No column is plainly the identity. Name in 'identity' the columns that together identify one entity.");
        var changed = Changed();
        if (changed is null) notes.Add("No column plainly says when an entity changed. Name one in 'changedAt', of type timestamp or date.");
        foreach (var partition in table.Partitions)
            notes.Add($"The partition column '{partition.Name}' is in the names of folders and not in the records, so it is no column of the contract.");
        var contract = new JsonObject { ["$schema"] = "../dataset.schema.json", ["name"] = name, ["database"] = database, ["raw"] = raw };
        contract["identity"] = identity is null ? [] : new JsonArray(identity.Key);
        contract["changedAt"] = changed is null ? [] : new JsonArray(changed.Value.Key);
        if (structure.Count > 0) contract["structure"] = structure;
        var declared = new JsonObject();
        foreach (var column in columns) declared[column.Key] = column.Type.ToString();
        if (changed is { Declared: { } added }) declared[changed.Value.Key] = added;
        contract["columns"] = declared;
        Json = contract.ToJsonString(Written) + "\n";
    }

    /// <summary>The dataset's name.</summary>
    public string Name { get; }

    /// <summary>The key template.</summary>
    public string Keys { get; }

    /// <summary>The contract.</summary>
    public string Json { get; }

    /// <summary>Why there is no contract; null when there is one.</summary>
    public string? Refusal { get; }

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Proposes a contract.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The dataset's name.</param>
    /// <param name="database">The dataset's database.</param>
    public static ProposedContract Of(DdlTable table, string name, string database) => new(table, name, database);

    private string? Format(JsonObject raw)
    {
        var reader = table.Reader ?? "";
        if (JsonReaders.Contains(reader, StringComparer.OrdinalIgnoreCase)) return null;
        if (table.Stored is { } stored && !stored.Equals("TEXTFILE", StringComparison.OrdinalIgnoreCase) && !stored.EndsWith("TextInputFormat", StringComparison.OrdinalIgnoreCase))
            return $"its files are stored as {stored}, and the lake takes JSON and CSV";
        var quoted = reader.EndsWith(".OpenCSVSerde", StringComparison.OrdinalIgnoreCase);
        if (!quoted && reader.Length > 0 && !reader.EndsWith(".LazySimpleSerDe", StringComparison.OrdinalIgnoreCase))
            return $"its files are read by {reader}, and the lake takes JSON and CSV";
        raw["format"] = "csv";
        raw["csv"] = ProposedCsv.Of(table, quoted);
        return null;
    }

    private void ReadColumns()
    {
        foreach (var column in table.Columns)
        {
            if (!HiveType.TryParse(column.Type, out var type, out _))
            {
                notes.Add($"The column '{column.Name}' is not proposed: a contract has no type {column.Type}. Its values are in _rescued.");
                continue;
            }

            var key = column.Name;
            if (TableSchema.IsPartition(key) || key.StartsWith('_'))
            {
                key = key.StartsWith('_') ? key.TrimStart('_') : key + "_value";
                if (key.Length == 0 || table.Columns.Exists(other => other.Name == key)) key = $"{column.Name.Trim('_')}_field";
                Rename(Mapped(column.Name) ?? column.Name, key);
                notes.Add($"A column cannot be called '{column.Name}' here, so it is '{key}'. Use that name in views.");
            }
            else if (Mapped(key) is { } source && !source.Equals(key, StringComparison.OrdinalIgnoreCase)) Rename(source, key);

            columns.Add(new ProposedColumn(key, type));
        }
    }

    // The OpenX reader's "mapping.column" = "key".
    private string? Mapped(string column) => table.Properties.GetValueOrDefault("mapping." + column);

    private void Rename(string key, string to) => structure.Add((JsonNode)new JsonObject { ["rename"] = ProposedPath.Of([key]), ["to"] = to });

    private (string Key, JsonNode? Declared)? Changed()
    {
        if (ProposedKeys.Change(columns) is not { } column) return null;
        var kind = ((PrimitiveType)column.Type).Kind;
        if (kind is PrimitiveKind.Timestamp or PrimitiveKind.Date) return (column.Key, null);

        // The views of the table read the column as it was declared, so the timestamp is a column of its own.
        var to = ChangeKeys.First(name => columns.TrueForAll(other => other.Key != name));
        structure.Add((JsonNode)new JsonObject { ["copy"] = ProposedPath.Of([Mapped(column.Key) ?? column.Key]), ["to"] = to });
        if (kind == PrimitiveKind.String) return (to, "timestamp");
        var unit = column.Key.EndsWith("ms", StringComparison.Ordinal) ? "epoch-ms" : "epoch-s";
        notes.Add($"'{column.Key}' is a number, read as {unit} in '{to}'. Check the unit: epoch-s, epoch-ms, epoch-us or epoch-ns.");
        return (to, new JsonObject { ["type"] = "timestamp", ["format"] = unit });
    }

    private static string? FolderOf(string? location)
    {
        if (location?.IndexOf("://", StringComparison.Ordinal) is not (>= 0 and var scheme)) return null;
        if (location.IndexOf('/', scheme + 3) is not (>= 0 and var bucket)) return null;
        var folder = location[bucket..].Trim('/');
        return folder.Length > 0 && KeyTemplate.TryParse(folder + "/{file*}", out _, out _) ? folder + "/" : null;
    }
}

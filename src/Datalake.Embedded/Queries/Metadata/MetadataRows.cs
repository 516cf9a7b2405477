using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Queries.Metadata;

/// <summary>The rows of the tables of metadata: a JSON array of objects with the tables' columns.</summary>
/// <param name="table">The table in its store.</param>
/// <param name="snapshot">The version that is shown; null for a table that has none.</param>
/// <param name="pathOf">The path of a file as <c>"$path"</c> has it.</param>
internal sealed class MetadataRows(DeltaTable table, Snapshot? snapshot, Func<DataFile, string> pathOf)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, string Column)[] Statistics =
        [("nullCount", "null_value_counts"), ("minValues", "lower_bounds"), ("maxValues", "upper_bounds")];

    /// <summary>Reads the rows of a table.</summary>
    /// <param name="kind">Which table.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<string> ReadAsync(MetadataKind kind, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartArray();
            if (snapshot is not null) await WriteAsync(json, kind, snapshot, cancellationToken);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private async Task WriteAsync(Utf8JsonWriter json, MetadataKind kind, Snapshot version, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case MetadataKind.Files:
                var added = await table.AddedVersionsAsync(version, cancellationToken);
                foreach (var file in version.Files) WriteFile(json, file, added);
                break;
            case MetadataKind.History:
                await foreach (var commit in table.HistoryAsync(cancellationToken))
                {
                    if (commit.Version <= version.Version) WriteCommit(json, commit);
                }

                break;
            case MetadataKind.Partitions:
                foreach (var day in version.Files.GroupBy(DayOf, StringComparer.Ordinal)) WriteDay(json, [.. day]);
                break;
            default:
                WriteProperty(json, "delta.minReaderVersion", version.Protocol.MinReaderVersion.ToString(CultureInfo.InvariantCulture));
                WriteProperty(json, "delta.minWriterVersion", version.Protocol.MinWriterVersion.ToString(CultureInfo.InvariantCulture));
                foreach (var (key, value) in version.Metadata.Configuration.OrderBy(each => each.Key, StringComparer.Ordinal))
                    WriteProperty(json, key, value);
                break;
        }
    }

    private void WriteFile(Utf8JsonWriter json, DataFile file, IReadOnlyDictionary<string, long> added)
    {
        json.WriteStartObject();
        json.WriteString("file_path", pathOf(file));
        foreach (var part in TableSchema.ChangeDate) json.WriteString(part.Name, PartOf(file, part));
        if (FileStatistics.RecordsOf(file) is { } records) json.WriteNumber("record_count", records);
        json.WriteNumber("file_size_in_bytes", file.Size);
        WriteStatistics(json, file);
        json.WriteString("modified_at", Time(DateTimeOffset.FromUnixTimeMilliseconds(file.ModificationTime)));
        if (added.TryGetValue(file.Path, out var version)) json.WriteNumber("added_version", version);
        json.WriteEndObject();
    }

    // As the log has them. What is no JSON says nothing.
    private static void WriteStatistics(Utf8JsonWriter json, DataFile file)
    {
        if (file.Stats is null) return;
        try
        {
            using var document = JsonDocument.Parse(file.Stats);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return;
            foreach (var (name, column) in Statistics)
            {
                if (!document.RootElement.TryGetProperty(name, out var values) || values.ValueKind != JsonValueKind.Object) continue;
                json.WriteStartObject(column);
                foreach (var value in values.EnumerateObject())
                {
                    // Those of structs are objects of their own.
                    if (value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null) continue;
                    value.WriteTo(json);
                }

                json.WriteEndObject();
            }
        }
        catch (JsonException)
        {
        }
    }

    private static void WriteCommit(Utf8JsonWriter json, TableVersion commit)
    {
        json.WriteStartObject();
        json.WriteNumber("version", commit.Version);
        json.WriteString("timestamp", Time(commit.CommittedAt));
        json.WriteString("operation", commit.Info.Operation);
        WriteTexts(json, "operation_parameters", commit.Info.Parameters);
        WriteTexts(json, "operation_metrics", commit.Info.Metrics);
        if (commit.Info.ReadVersion is { } read) json.WriteNumber("read_version", read);
        if (commit.Info.IsBlindAppend is { } blind) json.WriteBoolean("is_blind_append", blind);
        json.WriteString("engine_info", commit.Info.Engine);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in texts.OrderBy(each => each.Key, StringComparer.Ordinal)) json.WriteString(key, text);
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, DataFile[] files)
    {
        json.WriteStartObject();
        foreach (var part in TableSchema.ChangeDate) json.WriteString(part.Name, PartOf(files[0], part));
        json.WriteNumber("file_count", files.Length);
        if (files.Select(FileStatistics.RecordsOf).Aggregate((sum, next) => sum + next) is { } records)
            json.WriteNumber("record_count", records);
        json.WriteNumber("total_size", files.Sum(file => file.Size));
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static string DayOf(DataFile file) => string.Join('/', TableSchema.ChangeDate.Select(part => PartOf(file, part)));

    private static string? PartOf(DataFile file, PartitionColumn part) => file.PartitionValues.GetValueOrDefault(part.Name);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}

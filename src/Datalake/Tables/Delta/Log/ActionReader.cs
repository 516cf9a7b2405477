using System.Text.Json;

namespace Datalake.Tables.Delta.Log;

/// <summary>Reads the actions of a log entry. Actions and fields that it does not know are skipped, as the protocol asks.</summary>
internal static class ActionReader
{
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 512 };

    /// <summary>Reads a log entry.</summary>
    /// <param name="entry">Its bytes: JSON, an action a line.</param>
    /// <param name="key">The entry's key, for messages.</param>
    /// <exception cref="DeltaTableException">A line is no action.</exception>
    public static List<TableAction> Read(ReadOnlySpan<byte> entry, string key)
    {
        var actions = new List<TableAction>();
        for (var line = 1; !entry.IsEmpty; line++)
        {
            var end = entry.IndexOf((byte)'\n');
            var text = end < 0 ? entry : entry[..end];
            entry = end < 0 ? [] : entry[(end + 1)..];
            if (text.Trim(" \t\r"u8).IsEmpty) continue;
            try
            {
                ReadLine(text, actions);
            }
            catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or OverflowException)
            {
                throw new DeltaTableException(
                    $"Line {line} of the log entry {key} cannot be read: {failure.Message} Restore the entry from a copy.", failure);
            }
        }

        return actions;
    }

    private static void ReadLine(ReadOnlySpan<byte> line, List<TableAction> actions)
    {
        var json = new Utf8JsonReader(line, Reading);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw new FormatException("It is no JSON object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject && ReadAction(ref json, name!) is { } action) actions.Add(action);
            else json.Skip();
        }

        while (json.Read())
        {
            // What stands behind the object is a fault, which the reader reports.
        }
    }

    private static TableAction? ReadAction(ref Utf8JsonReader json, string name) => name switch
    {
        "add" => ReadAdd(ref json),
        "remove" => ReadRemove(ref json),
        "txn" => ReadTransaction(ref json),
        "metaData" => ReadMetadata(ref json),
        "protocol" => ReadProtocol(ref json),
        "commitInfo" => ReadCommitInfo(ref json),
        _ => null,
    };

    private static DataFile ReadAdd(ref Utf8JsonReader json)
    {
        string? path = null, stats = null;
        Dictionary<string, string?>? values = null;
        Dictionary<string, string>? tags = null;
        long? size = null, modified = null;
        var (dataChange, hasVector) = (true, false);
        while (NextField(ref json) is { } field)
        {
            switch (field)
            {
                case "path": path = ReadPath(ref json); break;
                case "partitionValues": values = ReadMap(ref json); break;
                case "size": size = ReadInteger(ref json); break;
                case "modificationTime": modified = ReadInteger(ref json); break;
                case "dataChange": dataChange = json.TokenType != JsonTokenType.False; break;
                case "stats": stats = json.GetString(); break;
                case "tags": tags = ReadStrings(ref json); break;
                case "deletionVector":
                    hasVector = json.TokenType != JsonTokenType.Null;
                    json.Skip();
                    break;
                default: json.Skip(); break;
            }
        }

        return new DataFile
        {
            Path = path ?? throw Missing("add", "path"),
            PartitionValues = values ?? throw Missing("add", "partitionValues"),
            Size = size ?? throw Missing("add", "size"),
            ModificationTime = modified ?? 0,
            DataChange = dataChange,
            Stats = stats,
            Tags = tags,
            HasDeletionVector = hasVector,
        };
    }

    private static RemovedFile ReadRemove(ref Utf8JsonReader json)
    {
        string? path = null;
        long? deleted = null, size = null;
        Dictionary<string, string?>? values = null;
        var dataChange = true;
        while (NextField(ref json) is { } field)
        {
            switch (field)
            {
                case "path": path = ReadPath(ref json); break;
                case "deletionTimestamp": deleted = ReadInteger(ref json); break;
                case "dataChange": dataChange = json.TokenType != JsonTokenType.False; break;
                case "partitionValues": values = ReadMap(ref json); break;
                case "size": size = ReadInteger(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new RemovedFile(path ?? throw Missing("remove", "path"), deleted, dataChange) { PartitionValues = values, Size = size };
    }

    private static AppTransaction ReadTransaction(ref Utf8JsonReader json)
    {
        string? app = null;
        long? version = null, updated = null;
        while (NextField(ref json) is { } field)
        {
            switch (field)
            {
                case "appId": app = json.GetString(); break;
                case "version": version = ReadInteger(ref json); break;
                case "lastUpdated": updated = ReadInteger(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new AppTransaction(app ?? throw Missing("txn", "appId"), version ?? throw Missing("txn", "version")) { LastUpdated = updated };
    }

    private static TableProtocol ReadProtocol(ref Utf8JsonReader json)
    {
        int? reader = null, writer = null;
        List<string>? readerFeatures = null, writerFeatures = null;
        while (NextField(ref json) is { } field)
        {
            switch (field)
            {
                case "minReaderVersion": reader = (int?)ReadInteger(ref json); break;
                case "minWriterVersion": writer = (int?)ReadInteger(ref json); break;
                case "readerFeatures": readerFeatures = ReadList(ref json); break;
                case "writerFeatures": writerFeatures = ReadList(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new TableProtocol(
            reader ?? throw Missing("protocol", "minReaderVersion"),
            writer ?? throw Missing("protocol", "minWriterVersion"),
            readerFeatures,
            writerFeatures);
    }

    private static TableMetadata ReadMetadata(ref Utf8JsonReader json)
    {
        string? id = null, name = null, description = null, schema = null, provider = null;
        List<string>? partitions = null;
        Dictionary<string, string>? configuration = null;
        long? created = null;
        while (NextField(ref json) is { } field)
        {
            switch (field)
            {
                case "id": id = json.GetString(); break;
                case "name": name = json.GetString(); break;
                case "description": description = json.GetString(); break;
                case "format": provider = ReadProvider(ref json); break;
                case "schemaString": schema = json.GetString(); break;
                case "partitionColumns": partitions = ReadList(ref json); break;
                case "configuration": configuration = ReadStrings(ref json); break;
                case "createdTime": created = ReadInteger(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new TableMetadata
        {
            Id = id ?? throw Missing("metaData", "id"),
            Name = name,
            Description = description,
            Provider = provider ?? throw Missing("metaData", "format"),
            SchemaText = schema ?? "",
            PartitionColumns = partitions ?? [],
            Configuration = configuration ?? new Dictionary<string, string>(StringComparer.Ordinal),
            CreatedTime = created,
        };
    }

    private static string? ReadProvider(ref Utf8JsonReader json)
    {
        if (!IsObject(ref json)) return null;
        string? provider = null;
        while (NextField(ref json) is { } field)
        {
            if (field == "provider") provider = json.GetString();
            else json.Skip();
        }

        return provider;
    }

    private static CommitInfo ReadCommitInfo(ref Utf8JsonReader json)
    {
        var info = new CommitInfo();
        while (NextField(ref json) is { } field)
        {
            switch (field)
            {
                case "timestamp": info = info with { Timestamp = ReadInteger(ref json) }; break;
                case "operation": info = info with { Operation = ReadText(ref json) }; break;
                case "operationParameters": info = info with { Parameters = ReadStrings(ref json) ?? info.Parameters }; break;
                case "operationMetrics": info = info with { Metrics = ReadStrings(ref json) ?? info.Metrics }; break;
                case "readVersion": info = info with { ReadVersion = ReadInteger(ref json) }; break;
                case "isBlindAppend": info = info with { IsBlindAppend = json.TokenType == JsonTokenType.True }; break;
                case "engineInfo": info = info with { Engine = ReadText(ref json) }; break;
                case "txnId": info = info with { CommitId = ReadText(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        return info;
    }

    /// <summary>Goes to the value of the next field of the object; null at its end.</summary>
    private static string? NextField(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName) return null;
        var name = json.GetString();
        json.Read();
        return name;
    }

    private static bool IsObject(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw new FormatException("An object is expected."),
    };

    private static string ReadPath(ref Utf8JsonReader json) => DeltaPath.Unescape(json.GetString() ?? throw new FormatException("A path is null."));

    private static long? ReadInteger(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null) return null;

        // Spark writes some counts as text.
        if (json.TokenType == JsonTokenType.String) return long.Parse(json.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return json.GetInt64();
    }

    /// <summary>A string, or any other value as JSON.</summary>
    private static string? ReadText(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Null) return json.GetString();
        using var value = JsonDocument.ParseValue(ref json);
        return value.RootElement.GetRawText();
    }

    private static Dictionary<string, string?>? ReadMap(ref Utf8JsonReader json)
    {
        if (!IsObject(ref json)) return null;
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (NextField(ref json) is { } name) map[name] = ReadText(ref json);
        return map;
    }

    private static Dictionary<string, string>? ReadStrings(ref Utf8JsonReader json)
    {
        if (!IsObject(ref json)) return null;
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (NextField(ref json) is { } name) map[name] = ReadText(ref json) ?? "null";
        return map;
    }

    private static List<string>? ReadList(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.StartArray) throw new FormatException("A list of names is expected.");
        var list = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) list.Add(json.GetString() ?? "null");
        return list;
    }

    private static FormatException Missing(string action, string field) => new($"The action {action} has no {field}.");
}

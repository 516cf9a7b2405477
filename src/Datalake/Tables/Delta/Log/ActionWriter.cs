using System.Text.Encodings.Web;
using System.Text.Json;

namespace Datalake.Tables.Delta.Log;

/// <summary>Writes the actions of a log entry: JSON, an action a line.</summary>
internal static class ActionWriter
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IEnumerable<TableAction> actions)
    {
        using var entry = new MemoryStream();
        using var json = new Utf8JsonWriter(entry, Writing);
        foreach (var action in actions)
        {
            json.WriteStartObject();
            WriteAction(json, action);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            entry.WriteByte((byte)'\n');
        }

        return entry.ToArray();
    }

    private static void WriteAction(Utf8JsonWriter json, TableAction action)
    {
        switch (action)
        {
            case CommitInfo info:
                json.WriteStartObject("commitInfo");
                WriteInfo(json, info);
                break;
            case TableProtocol protocol:
                json.WriteStartObject("protocol");
                json.WriteNumber("minReaderVersion", protocol.MinReaderVersion);
                json.WriteNumber("minWriterVersion", protocol.MinWriterVersion);
                WriteList(json, "readerFeatures", protocol.ReaderFeatures);
                WriteList(json, "writerFeatures", protocol.WriterFeatures);
                break;
            case TableMetadata metadata:
                json.WriteStartObject("metaData");
                WriteMetadata(json, metadata);
                break;
            case AppTransaction transaction:
                json.WriteStartObject("txn");
                json.WriteString("appId", transaction.AppId);
                json.WriteNumber("version", transaction.Version);
                WriteNumber(json, "lastUpdated", transaction.LastUpdated);
                break;
            case RemovedFile file:
                json.WriteStartObject("remove");
                WriteRemove(json, file);
                break;
            case DataFile file:
                json.WriteStartObject("add");
                WriteAdd(json, file);
                break;
            default:
                throw new InvalidOperationException($"The action {action.GetType().Name} has no form in the log.");
        }

        json.WriteEndObject();
    }

    private static void WriteInfo(Utf8JsonWriter json, CommitInfo info)
    {
        WriteNumber(json, "timestamp", info.Timestamp);
        WriteText(json, "operation", info.Operation);
        WriteMap(json, "operationParameters", info.Parameters);
        WriteNumber(json, "readVersion", info.ReadVersion);
        json.WriteString("isolationLevel", "Serializable");
        if (info.IsBlindAppend is { } blind) json.WriteBoolean("isBlindAppend", blind);
        WriteMap(json, "operationMetrics", info.Metrics);
        WriteText(json, "engineInfo", info.Engine);
        WriteText(json, "txnId", info.CommitId);
    }

    private static void WriteMetadata(Utf8JsonWriter json, TableMetadata metadata)
    {
        json.WriteString("id", metadata.Id);
        WriteText(json, "name", metadata.Name);
        WriteText(json, "description", metadata.Description);
        json.WriteStartObject("format");
        json.WriteString("provider", metadata.Provider);
        json.WriteStartObject("options");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("schemaString", metadata.SchemaText);
        WriteList(json, "partitionColumns", metadata.PartitionColumns);
        WriteMap(json, "configuration", metadata.Configuration);
        WriteNumber(json, "createdTime", metadata.CreatedTime);
    }

    private static void WriteRemove(Utf8JsonWriter json, RemovedFile file)
    {
        json.WriteString("path", DeltaPath.Escape(file.Path));
        WriteNumber(json, "deletionTimestamp", file.DeletionTimestamp);
        json.WriteBoolean("dataChange", file.DataChange);
        if (file is not { PartitionValues: { } values, Size: { } size }) return;
        json.WriteBoolean("extendedFileMetadata", true);
        WriteMap(json, "partitionValues", values);
        json.WriteNumber("size", size);
    }

    private static void WriteAdd(Utf8JsonWriter json, DataFile file)
    {
        json.WriteString("path", DeltaPath.Escape(file.Path));
        WriteMap(json, "partitionValues", file.PartitionValues);
        json.WriteNumber("size", file.Size);
        json.WriteNumber("modificationTime", file.ModificationTime);
        json.WriteBoolean("dataChange", file.DataChange);
        WriteText(json, "stats", file.Stats);
        if (file.Tags is { } tags) WriteMap(json, "tags", tags);
    }

    private static void WriteMap<TValue>(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, TValue> map)
        where TValue : class?
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map) json.WriteString(key, value as string);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string>? list)
    {
        if (list is null) return;
        json.WriteStartArray(name);
        foreach (var value in list) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }
}

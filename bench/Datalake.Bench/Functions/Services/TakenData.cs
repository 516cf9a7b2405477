using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Datalake.Bench.Functions.Services;

/// <summary>What functions have sent.</summary>
internal sealed class TakenData
{
    private readonly ConcurrentDictionary<string, byte[]> objects = new(StringComparer.Ordinal);
    private readonly List<JsonObject> records = [];

    /// <summary>The records of the objects that were put, by path.</summary>
    public IReadOnlyDictionary<string, List<JsonObject>> Objects =>
        objects.ToDictionary(pair => pair.Key, pair => ObjectsIn(pair.Value), StringComparer.Ordinal);

    /// <summary>The records that were delivered.</summary>
    public IReadOnlyList<JsonObject> Delivered
    {
        get
        {
            lock (records) return [.. records];
        }
    }

    /// <summary>Takes an object, or the next part of one.</summary>
    /// <param name="path">Bucket and key.</param>
    /// <param name="content">The bytes.</param>
    public void Add(string path, byte[] content) => objects.AddOrUpdate(path, content, (_, before) => [.. before, .. content]);

    /// <summary>Takes a PutRecordBatch.</summary>
    /// <param name="body">Its JSON.</param>
    /// <returns>Its entries.</returns>
    public int AddBatch(byte[] body)
    {
        var entries = JsonNode.Parse(body)!["Records"]!.AsArray();
        lock (records)
        {
            foreach (var entry in entries) records.AddRange(ObjectsIn(Convert.FromBase64String((string)entry!["Data"]!)));
        }

        return entries.Count;
    }

    private static List<JsonObject> ObjectsIn(byte[] text)
    {
        var found = new List<JsonObject>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read()) found.Add(JsonNode.Parse(ref reader)!.AsObject());
        return found;
    }
}

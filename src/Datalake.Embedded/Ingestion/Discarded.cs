using System.Text.Json.Serialization;

namespace Datalake.Embedded.Ingestion;

/// <summary>Records that were discarded: they were in quarantine and are counted as discarded since.</summary>
/// <param name="Key">The key of the quarantine object that held their entries.</param>
/// <param name="Source">The key of their arrival.</param>
/// <param name="Version">The arrival's version.</param>
/// <param name="Rules">How many broke each rule; null for one record, as it was written before.</param>
internal sealed record Discarded(string Key, string Source, string Version, IReadOnlyDictionary<string, long>? Rules)
{
    /// <summary>How many.</summary>
    [JsonIgnore]
    public long Count => Rules?.Values.Sum() ?? 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Discarded))]
internal sealed partial class DiscardedJson : JsonSerializerContext;

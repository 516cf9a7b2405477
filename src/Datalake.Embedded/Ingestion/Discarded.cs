using System.Text.Json.Serialization;

namespace Datalake.Embedded.Ingestion;

/// <summary>A record that somebody let go of: it was in quarantine and is counted as discarded since.</summary>
/// <param name="Key">The key that its quarantine entry had.</param>
/// <param name="Rule">The rule it broke.</param>
/// <param name="Source">The key of its arrival.</param>
/// <param name="Version">The arrival's version.</param>
/// <param name="Record">Its number in the arrival, from 1.</param>
internal sealed record Discarded(string Key, string Rule, string Source, string Version, long Record);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Discarded))]
internal sealed partial class DiscardedJson : JsonSerializerContext;

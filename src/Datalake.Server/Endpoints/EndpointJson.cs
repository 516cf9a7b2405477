using System.Text.Json.Serialization;
using Datalake.Server.Receiving;

namespace Datalake.Server.Endpoints;

/// <summary>The answer to records that were posted.</summary>
/// <param name="Key">The key of the arrival that they are in; null when there were none.</param>
/// <param name="Bytes">Bytes of the body, as it came.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Quarantined">Records that have no reading and go to quarantine.</param>
/// <param name="First">The first of those; null when there is none.</param>
public sealed record PostedRecords(string? Key, long Bytes, long Records, long Quarantined, UnreadableRecord? First);

/// <summary>The answer to a raw arrival.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Dataset">The dataset that claims it; null when none does, so that it stays where it is.</param>
public sealed record PutArrival(string Key, long Bytes, string? Dataset);

/// <summary>The answer to a webhook's delivery.</summary>
/// <param name="Topic">Its topic; empty when it has none.</param>
/// <param name="Dataset">The dataset that takes it; null when none does.</param>
/// <param name="Key">Where it is stored; null when the settings say that it need not be.</param>
public sealed record TakenDelivery(string Topic, string? Dataset, string? Key);

/// <summary>A corrected record.</summary>
/// <param name="Key">The key of the arrival that brings it.</param>
/// <param name="Rescued">How many of its values go to <c>_rescued</c>.</param>
public sealed record FixedRecord(string Key, int Rescued);

/// <summary>A query.</summary>
/// <param name="Sql">One statement that only reads.</param>
/// <param name="Version">The version of the one table that it reads; null for the newest.</param>
/// <param name="At">The time whose versions are read; null for now.</param>
public sealed record QueryRequest(string? Sql, long? Version = null, DateTimeOffset? At = null);

/// <summary>How requests and answers are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PostedRecords))]
[JsonSerializable(typeof(PutArrival))]
[JsonSerializable(typeof(TakenDelivery))]
[JsonSerializable(typeof(FixedRecord))]
[JsonSerializable(typeof(QueryRequest))]
internal sealed partial class EndpointJson : JsonSerializerContext;

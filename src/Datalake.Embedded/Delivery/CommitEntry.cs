using System.Text.Json.Serialization;
using Datalake.Pipeline;

namespace Datalake.Embedded.Delivery;

/// <summary>An arrival that a commit covers.</summary>
/// <param name="Key">The arrival's key, or the key of a quarantine entry that was replayed.</param>
/// <param name="Version">The version that was read.</param>
/// <param name="Replay">True when <paramref name="Key"/> is that of a quarantine entry.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Delivered">Records that went to the stage.</param>
/// <param name="Quarantined">Records that went to quarantine.</param>
/// <param name="Rescued">Delivered records with something in <c>_rescued</c>.</param>
/// <param name="Bytes">Its size in bytes, as it came.</param>
public sealed record CommitEntry(
    string Key, string Version, bool Replay, long Records, long Delivered, long Quarantined, long Rescued, long Bytes)
{
    /// <summary>Records that were erased: kept out when they came, or taken out since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Erased { get; init; }

    /// <summary>Joins what the two steps counted.</summary>
    internal static CommitEntry Create(Datalake.Storage.StoredObject arrival, bool replay, StepCounts structure, StepCounts deliver) =>
        new(
            arrival.Key,
            arrival.Version,
            replay,
            structure.Records,
            deliver.Passed,
            structure.Quarantined + deliver.Quarantined,
            deliver.Rescued,
            structure.Bytes)
        {
            Erased = structure.Erased,
        };
}

using Datalake.Datasets;

namespace Datalake.Pipeline;

/// <summary>
/// Knows which records were erased for good, so that they are kept out when they come again. Safe to share between threads.
/// </summary>
public interface IErasedRecords
{
    /// <summary>True when a record is erased.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="record">The record as it came; empty where it is not at hand.</param>
    /// <param name="structured">The structured record.</param>
    bool Contains(DatasetContract dataset, ReadOnlySpan<byte> record, ReadOnlySpan<byte> structured);
}

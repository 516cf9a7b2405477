namespace Datalake.Pipeline;

/// <summary>
/// Takes conformed records and writes them as Parquet into <c>stage/</c>: a buffer in a folder, or a Firehose delivery stream.
/// </summary>
public interface IDeliveryStream
{
    /// <summary>
    /// Takes a batch. Records that it accepts will be in the stage; it does not return before it has them, or has them durably where the
    /// stream is remote.
    /// </summary>
    /// <param name="batch">The records.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records of the batch may then be in the stage or not.</param>
    /// <returns>The records it can never take, with the reason of each; empty when it took all.</returns>
    ValueTask<IReadOnlyList<RejectedRecord>> PutAsync(DeliveryBatch batch, CancellationToken cancellationToken);
}

/// <summary>Conformed records on their way to the stage.</summary>
/// <param name="Lines">The records as JSON, each with its line end.</param>
/// <param name="Ends">Where each record ends in <paramref name="Lines"/>, first byte behind its line end.</param>
/// <param name="IngestedAt">What the records carry as <c>_ingested_at</c>; its UTC hour is their ingestion hour.</param>
/// <param name="SortKeys">
/// What orders the records, one key behind the other: change date, identity, change timestamp, digest, compared byte by byte. For streams
/// that order their files.
/// </param>
/// <param name="SortKeyEnds">Where each record's key ends in <paramref name="SortKeys"/>.</param>
public sealed record DeliveryBatch(
    ReadOnlyMemory<byte> Lines,
    IReadOnlyList<int> Ends,
    DateTimeOffset IngestedAt,
    ReadOnlyMemory<byte> SortKeys,
    IReadOnlyList<int> SortKeyEnds
);

/// <summary>A record that a delivery stream can never take.</summary>
/// <param name="Index">Its position in the batch.</param>
/// <param name="Problem">Why.</param>
public sealed record RejectedRecord(int Index, Records.RecordProblem Problem);

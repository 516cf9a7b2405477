namespace Datalake.Embedded.Tracing;

/// <summary>The way of a row, from its raw object to the file of its table. What is null cannot be known any more, or is not there.</summary>
/// <param name="Row">The row.</param>
/// <param name="Raw">Its arrival, as it lies in <c>raw/</c> now.</param>
/// <param name="Commit">The commit to the stage that names the arrival.</param>
/// <param name="Structured">The key of its structured object.</param>
/// <param name="Stage">The keys of the stage files that hold the record; several when it was delivered more than once.</param>
/// <param name="File">How the table's file came there.</param>
public sealed record RowTrace(
    FoundRow Row, RawPlace? Raw, CommitPlace? Commit, string? Structured, IReadOnlyList<string> Stage, FilePlace? File);

/// <summary>A record in its arrival.</summary>
/// <param name="Key">The arrival's key.</param>
/// <param name="Size">The arrival's size in bytes.</param>
/// <param name="ModifiedAt">When it was written, UTC.</param>
/// <param name="Record">The record's number, from 1.</param>
/// <param name="Offset">Where the record begins, in bytes after decompression; null when the arrival was not read so far.</param>
/// <param name="Bytes">The record's size; null when the arrival was not read so far.</param>
/// <param name="IsSameVersion">
/// False when the arrival was replaced after the row was made, so that the place may be another record's; null when no commit says it.
/// </param>
public sealed record RawPlace(
    string Key, long Size, DateTimeOffset ModifiedAt, long Record, long? Offset, long? Bytes, bool? IsSameVersion);

/// <summary>A commit to the stage.</summary>
/// <param name="Id">Its name.</param>
/// <param name="At">When it was begun, UTC.</param>
/// <param name="Records">Records of the arrival.</param>
/// <param name="Delivered">Of these, those that went to the stage.</param>
/// <param name="Quarantined">Of these, those that went to quarantine.</param>
public sealed record CommitPlace(string Id, DateTimeOffset At, long Records, long Delivered, long Quarantined);

/// <summary>How a file came into its table.</summary>
/// <param name="Version">The version that added the file.</param>
/// <param name="At">When that version was committed, UTC.</param>
/// <param name="Operation">What it did, such as <c>MERGE</c>.</param>
/// <param name="IngestionHour">The ingestion hour that it brought; null for other operations.</param>
/// <param name="IsRewrite">True when the version only wrote rows again that the table had before.</param>
/// <param name="First">
/// For a rewrite, the versions that brought rows of the row's ingestion hour: one of them brought the row. Empty when the log does not reach
/// back so far.
/// </param>
public sealed record FilePlace(
    long Version, DateTimeOffset At, string? Operation, string? IngestionHour, bool IsRewrite, IReadOnlyList<long> First);

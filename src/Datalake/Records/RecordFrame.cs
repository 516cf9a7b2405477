namespace Datalake.Records;

/// <summary>The bytes of one record inside an arrival, or of what stands where a record should be.</summary>
/// <param name="Content">The record as JSON, valid until the next read. Only its beginning where it is larger than a record may be.</param>
/// <param name="Number">
/// The record's number, from 1: the line of NDJSON, else the position among the records (a CSV header does not count).
/// </param>
/// <param name="Offset">Bytes (decompressed) from the start of the arrival to the record.</param>
/// <param name="Bytes">The record's size as it came; larger than <paramref name="Content"/> where that was cut.</param>
/// <param name="Problem">Why there is nothing to read here; null for a record.</param>
public readonly record struct RecordFrame(ReadOnlyMemory<byte> Content, long Number, long Offset, long Bytes, RecordProblem? Problem)
{
    /// <summary>
    /// The record as it came, where <see cref="Content"/> is a translation of it (a CSV row); else the same bytes. What quarantine keeps.
    /// </summary>
    public ReadOnlyMemory<byte> Raw { get => field.IsEmpty ? Content : field; init; }
}

using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Where an erased record stands in its arrival.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Offset">Bytes from the start of the arrival's text.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="HasLines">True when a line ends inside it.</param>
/// <param name="IsReadable">False for what has no reading.</param>
internal readonly record struct ErasedRecord(long Number, long Offset, long Bytes, bool HasLines, bool IsReadable);

/// <summary>An arrival with erased records.</summary>
/// <param name="Arrival">The arrival.</param>
/// <param name="Records">All of its records, unreadable ones too, but for those that were erased before.</param>
/// <param name="Erased">The erased ones, in order.</param>
internal sealed record ErasedArrival(StoredObject Arrival, long Records, IReadOnlyList<ErasedRecord> Erased)
{
    /// <summary>True when nothing else is in it.</summary>
    public bool IsWhole => Erased.Count == Records;
}

/// <summary>A file of lines, one for a record, of which some are erased.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Lines">The numbers of the erased lines, from 1.</param>
/// <param name="Records">Records that these lines stand for.</param>
/// <param name="IsWhole">True when nothing else is in it.</param>
internal sealed record ErasedLines(string Key, IReadOnlySet<long> Lines, long Records, bool IsWhole);

/// <summary>A Parquet file with erased rows.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Rows">All of its rows.</param>
/// <param name="Erased">The erased ones.</param>
internal sealed record ErasedFile(string Key, long Rows, IReadOnlyList<ErasedRow> Erased)
{
    /// <summary>Rows that are left.</summary>
    public long Left => Rows - Erased.Count;

    /// <summary>
    /// The erased rows that are counted: all of them, or none where the file was put back from a copy after they had been taken out.
    /// </summary>
    /// <param name="recorded">The rows that are recorded of the file; null where nothing is.</param>
    public ErasedFile Counted(long? recorded) =>
        recorded is { } rows && rows - Left < Erased.Count ? this with { Erased = [.. Erased.Take((int)Math.Max(0, rows - Left))] } : this;
}

/// <summary>A row of a Parquet file.</summary>
/// <param name="Position">Its position in the file, from 0.</param>
/// <param name="Source">What it has as <c>_source</c>.</param>
/// <param name="IngestedAt">What it has as <c>_ingested_at</c>, in microseconds since 1970; null when it has none.</param>
/// <param name="IsRescued">True when it has something in <c>_rescued</c>.</param>
internal readonly record struct ErasedRow(long Position, string? Source, long? IngestedAt, bool IsRescued);

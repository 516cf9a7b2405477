using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Inspecting;

/// <summary>A column over the row groups of some files.</summary>
/// <param name="Column">Its name, as <see cref="InspectedChunk.Column"/> has it.</param>
/// <param name="Chunks">Its parts.</param>
public sealed record ColumnSummary(string Column, IReadOnlyList<InspectedChunk> Chunks)
{
    /// <summary>Its types; files of different times may have several.</summary>
    public string Type => Join(Chunks.Select(chunk => chunk.Type));

    /// <summary>Its compressions.</summary>
    public string Codec => Join(Chunks.Select(chunk => chunk.Codec));

    /// <summary>Its encodings.</summary>
    public string Encodings => Join(Chunks.SelectMany(chunk => chunk.Encodings));

    /// <summary>Values, nulls included.</summary>
    public long Values => Chunks.Sum(chunk => chunk.Values);

    /// <summary>Nulls; null when a part does not say.</summary>
    public long? Nulls => Chunks.Select(chunk => chunk.Nulls).Aggregate((sum, next) => sum + next);

    /// <summary>Bytes in the files.</summary>
    public long CompressedBytes => Chunks.Sum(chunk => chunk.CompressedBytes);

    /// <summary>Bytes before compression.</summary>
    public long UncompressedBytes => Chunks.Sum(chunk => chunk.UncompressedBytes);

    /// <summary>The lowest minimum; null when a part with values has none.</summary>
    public ColumnValue? Minimum => Bound(chunk => chunk.Minimum, values => values.Min());

    /// <summary>The highest maximum; null when a part with values has none.</summary>
    public ColumnValue? Maximum => Bound(chunk => chunk.Maximum, values => values.Max());

    /// <summary>The columns of some files, in the order in which they are first met.</summary>
    /// <param name="files">The files.</param>
    public static IReadOnlyList<ColumnSummary> Of(IEnumerable<InspectedFile> files) =>
    [
        .. files.SelectMany(file => file.Groups).SelectMany(group => group.Chunks).GroupBy(chunk => chunk.Column, StringComparer.Ordinal)
            .Select(column => new ColumnSummary(column.Key, [.. column])),
    ];

    private ColumnValue? Bound(Func<InspectedChunk, ColumnValue?> bound, Func<IEnumerable<ColumnValue?>, ColumnValue?> choose)
    {
        var bounds = Chunks.Where(chunk => chunk.Nulls != chunk.Values).Select(bound).ToArray();
        var isOrdered = bounds.Length > 0 && Array.TrueForAll(bounds, value => value is not null && value.Kind == bounds[0]!.Kind);
        return isOrdered ? choose(bounds) : null;
    }

    private static string Join(IEnumerable<string> words) => string.Join(", ", words.Distinct(StringComparer.Ordinal));
}

using System.Globalization;

namespace Datalake.Embedded.Tracing;

/// <summary>What <c>_source</c> says: the arrival of a row, and which of its records it is.</summary>
/// <param name="Key">The arrival's key.</param>
/// <param name="Record">The record's number, from 1.</param>
public sealed record RowSource(string Key, long Record)
{
    /// <summary>Reads the value of the column.</summary>
    /// <param name="source">The value.</param>
    public static RowSource Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);

        // A key that ends as a number does has the number behind it too, so there is one reading.
        var mark = source.LastIndexOf('#');
        return mark > 0 && long.TryParse(source.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var record) && record > 0
            ? new RowSource(source[..mark], record)
            : new RowSource(source, 1);
    }
}

namespace Datalake.Tables.Delta.Statistics;

/// <summary>What is known of a column's values in a file.</summary>
/// <param name="Column">The column's name as the table's schema writes it.</param>
/// <param name="Minimum">Not above any value; null when it is not known or all values are null.</param>
/// <param name="Maximum">Not below any value; null when it is not known or all values are null.</param>
/// <param name="NullCount">How many values are null; null when it is not known.</param>
public sealed record ColumnStatistics(string Column, ColumnValue? Minimum, ColumnValue? Maximum, long? NullCount)
{
    /// <summary>How many values there are, nulls included; null when that is not known. It is only read.</summary>
    internal long? Records { get; init; }

    /// <summary>
    /// True when the file has a NaN in the column. Engines put it above every number, so there is no maximum then.
    /// </summary>
    public bool HasNaN { get; init; }
}

namespace Datalake.Embedded.Rebuilding;

/// <summary>How a table compares with the rows that it should hold.</summary>
/// <param name="Days">The change dates that have rows on either side, in order.</param>
/// <param name="SchemaProblem">Why the table's schema does not hold the rows of the contract; null when it does.</param>
public sealed record VerifyReport(IReadOnlyList<DayComparison> Days, string? SchemaProblem)
{
    /// <summary>Rows that the table should hold.</summary>
    public long Expected => Days.Sum(day => day.Expected);

    /// <summary>Rows that it holds.</summary>
    public long Rows => Days.Sum(day => day.Rows);

    /// <summary>True when the table holds what it should.</summary>
    public bool IsEqual => SchemaProblem is null && Days.All(day => day.IsEqual);
}

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// How one change date of a table compares with the rows that it should hold. A row's key is (identity, change timestamp, digest).
/// </summary>
/// <param name="Day">The change date.</param>
/// <param name="Expected">Rows that the table should hold.</param>
/// <param name="Rows">Rows that it holds.</param>
/// <param name="Missing">Rows that it should hold and does not.</param>
/// <param name="Extra">Rows that it holds and should not.</param>
/// <param name="Different">Rows whose key is right and whose columns, or change date folder, are not.</param>
/// <param name="Twice">Keys that it holds more than once.</param>
public sealed record DayComparison(DateOnly Day, long Expected, long Rows, long Missing, long Extra, long Different, long Twice)
{
    /// <summary>True when the date holds what it should.</summary>
    public bool IsEqual => Missing == 0 && Extra == 0 && Different == 0 && Twice == 0;
}

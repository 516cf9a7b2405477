namespace Datalake.Embedded.Partitioning;

/// <summary>What became of a table that was made again.</summary>
/// <param name="StageRows">Rows in the stage files.</param>
/// <param name="Rows">Rows in the table now.</param>
/// <param name="RowsBefore">Rows in the table before.</param>
public sealed record RebuildReport(long StageRows, long Rows, long RowsBefore);

/// <summary>How a table compares with what its stage files would make of it.</summary>
/// <param name="StageRows">Distinct rows in the stage files.</param>
/// <param name="Rows">Rows in the table.</param>
/// <param name="Missing">Rows of the stage files that the table does not hold.</param>
/// <param name="Unknown">Rows of the table that no stage file holds.</param>
/// <param name="Doubled">Rows that the table holds more than once.</param>
public sealed record VerifyReport(long StageRows, long Rows, long Missing, long Unknown, long Doubled)
{
    /// <summary>True when the table holds what it should.</summary>
    public bool IsEqual => Missing == 0 && Unknown == 0 && Doubled == 0;
}

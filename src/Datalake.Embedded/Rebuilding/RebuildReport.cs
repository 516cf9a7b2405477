namespace Datalake.Embedded.Rebuilding;

/// <summary>What became of a table that was made again.</summary>
/// <param name="StageRows">Rows in the stage files.</param>
/// <param name="Rows">Rows in the table now.</param>
/// <param name="RowsBefore">Rows in the table before.</param>
/// <param name="Kept">Rows that were taken from the stage as they are, because their arrivals are not in <c>raw/</c> any more.</param>
public sealed record RebuildReport(long StageRows, long Rows, long RowsBefore, long Kept);

using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Partitioning;

/// <summary>What an hour brings to the table.</summary>
/// <param name="Files">The files of the rows that the table does not hold.</param>
/// <param name="Rows">Rows in the stage files.</param>
/// <param name="Own">Rows of the hour that an earlier run of it has brought.</param>
/// <param name="Days">The change dates of the hour's rows, in order.</param>
internal sealed record HourInsert(IReadOnlyList<InsertedFile> Files, long Rows, long Own, IReadOnlyList<DateOnly> Days)
{
    /// <summary>The change dates under which rows of the hour are, in order.</summary>
    public IEnumerable<DateOnly> DaysWritten =>
        Own > 0 ? Days : Files.Select(file => Tables.LakeTables.DayOf(file.Add)).Distinct().Order();

    /// <summary>Rows that are brought of each stage file, in their order.</summary>
    public required IReadOnlyList<long> WrittenOf { get; init; }

    /// <summary>Rows that are brought.</summary>
    public long Written => Files.Sum(file => FileStatistics.RecordsOf(file.Add) ?? 0);
}

/// <summary>A file that joins the table.</summary>
/// <param name="Add">How the log names it.</param>
/// <param name="Source">Where it lies now.</param>
/// <param name="IsStage">True for a stage file, which stays where it is too; false for one that was made for the table.</param>
internal sealed record InsertedFile(DataFile Add, string Source, bool IsStage);

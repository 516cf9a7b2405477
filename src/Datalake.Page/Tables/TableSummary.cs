using Datalake.Embedded.Partitioning;

namespace Datalake.Page.Tables;

/// <summary>How large a consumable table is.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Files">Its files.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Days">Its change dates.</param>
/// <param name="Small">Files that compaction would write together with others of their date.</param>
public sealed record TableSummary(long Rows, long Files, long Bytes, long Days, long Small)
{
    /// <summary>The query that sums a table up.</summary>
    /// <param name="table">The table's name.</param>
    public static string SqlOf(string table) => FormattableString.Invariant(
        $"""
        SELECT coalesce(sum(rows), 0)::BIGINT, coalesce(sum(files), 0)::BIGINT, coalesce(sum(bytes), 0)::BIGINT, count(*),
          coalesce(sum(small) FILTER (small > 1), 0)::BIGINT
        FROM (
          SELECT sum(record_count) AS rows, count(*) AS files, sum(file_size_in_bytes) AS bytes,
            count(*) FILTER (file_size_in_bytes < {SmallFiles.Bytes}) AS small
          FROM "{table}$files" GROUP BY year, month, day)
        """);

    /// <summary>The summary that a row of this query is.</summary>
    /// <param name="row">The row.</param>
    public static TableSummary Of(object?[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new((long)row[0]!, (long)row[1]!, (long)row[2]!, (long)row[3]!, (long)row[4]!);
    }
}

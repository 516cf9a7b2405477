using System.Globalization;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Which rows of an hour go where: reads only the narrow columns of its stage files, drops duplicates, and cuts what is left into pieces in the
/// order of the consumable table. Wide rows are touched only when a piece is written.
/// </summary>
internal sealed class HourPlan(DuckDBConnection connection, DatasetContract dataset, IReadOnlyList<string> stage)
{
    private readonly string identity = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)));

    private string ChangedAt => $"coalesce({string.Join(", ", dataset.ChangedAt.Select(column => $"{Sql.Name(column.Name)}::TIMESTAMP"))})";

    /// <summary>Rows in the stage files.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows dropped.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Reads the keys of the hour's rows.</summary>
    public IReadOnlyList<DateOnly> ReadKeys()
    {
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE keys AS
            SELECT list_position({Sql.Texts(stage)}, filename)::INTEGER - 1 AS file, file_row_number AS row, {ChangedAt} AS changed_at,
                   {identity}, {Lineage.Digest}, {Lineage.Source}, {Lineage.IngestedAt}
            FROM read_parquet({Sql.Texts(stage)}, filename = true, file_row_number = true, union_by_name = true)
            """);
        Rows = DuckDbEngine.Count(connection, "SELECT count(*) FROM keys");
        var days = new List<DateOnly>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT strftime(changed_at, '%Y-%m-%d') FROM keys ORDER BY 1";
        using var reader = command.ExecuteReader();
        while (reader.Read()) days.Add(DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return days;
    }

    /// <summary>Drops what is twice in the hour, and what other hours have brought to the touched days already.</summary>
    /// <param name="others">Files of the consumable table under the touched days, from other hours.</param>
    public void DropDuplicates(IReadOnlyList<string> others)
    {
        // The digest alone tells almost always; the whole key is compared only where digests meet.
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE losers AS
            SELECT file, row FROM (
              SELECT file, row, row_number() OVER (PARTITION BY {identity}, changed_at, {Lineage.Digest}
                ORDER BY {Lineage.Source}, {Lineage.IngestedAt}, file, row) AS place
              FROM keys WHERE {Lineage.Digest} IN (SELECT {Lineage.Digest} FROM keys GROUP BY ALL HAVING count(*) > 1)
            ) WHERE place > 1
            """);
        if (others.Count > 0)
        {
            DuckDbEngine.Run(
                connection,
                $"""
                INSERT INTO losers
                SELECT file, row FROM keys SEMI JOIN (
                  SELECT {identity}, {ChangedAt} AS changed_at, {Lineage.Digest} FROM read_parquet({Sql.Texts(others)}, union_by_name = true)
                ) USING ({identity}, changed_at, {Lineage.Digest})
                ANTI JOIN losers USING (file, row)
                """);
        }

        Duplicates = DuckDbEngine.Count(connection, "SELECT count(*) FROM losers");
        var winners = Duplicates == 0 ? "keys" : "keys ANTI JOIN losers USING (file, row)";
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE winners AS
            SELECT file, row, changed_at::DATE AS day, row_number() OVER (ORDER BY changed_at::DATE, {identity}, changed_at, {Lineage.Digest}) - 1 AS place FROM {winners};
            DROP TABLE keys; DROP TABLE losers;
            """);
    }

    /// <summary>Cuts the rows that stay into pieces of one day each.</summary>
    /// <param name="rows">The most rows of a piece.</param>
    public IReadOnlyList<Piece> Cut(long rows)
    {
        var pieces = new List<Piece>();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            WITH days AS (SELECT day, min(place) AS first, count(*) AS total FROM winners GROUP BY day),
            cut AS (SELECT day, file, row, place, total, (place - first) // ceil(total / ceil(total / {rows}))::BIGINT AS number FROM winners JOIN days USING (day))
            SELECT strftime(day, '%Y-%m-%d'), number, file, min(row), max(row), count(*), min(place), max(place) FROM cut GROUP BY ALL ORDER BY 1, 2, 3
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var day = DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var number = (int)reader.GetInt64(1);
            var part = new PieceRange(reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7));
            if (pieces.Count > 0 && pieces[^1].Day == day && pieces[^1].Number == number) pieces[^1].Ranges.Add(part);
            else pieces.Add(new Piece(day, number, [part]));
        }

        return pieces;
    }

    /// <summary>Asks for the rows of a piece whose rows do not lie side by side.</summary>
    public IReadOnlyList<long> RowsOf(PieceRange range)
    {
        var rows = new List<long>();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT row FROM winners WHERE file = {range.File} AND row BETWEEN {range.First} AND {range.Last} AND place BETWEEN {range.FirstPlace} AND {range.LastPlace} ORDER BY row");
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(reader.GetInt64(0));
        return rows;
    }
}

/// <summary>Rows that become one file: of one change date, a run in the order of the table.</summary>
/// <param name="Day">The change date.</param>
/// <param name="Number">Its number within the day, from 0.</param>
/// <param name="Ranges">Where the rows lie.</param>
internal sealed record Piece(DateOnly Day, int Number, List<PieceRange> Ranges)
{
    /// <summary>Rows in the piece.</summary>
    public long Rows => Ranges.Sum(range => range.Count);
}

/// <summary>The rows of a piece in one stage file.</summary>
/// <param name="File">The file's index.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Count">How many they are; fewer than lie between first and last where other rows lie among them.</param>
/// <param name="FirstPlace">The lowest place in the table's order.</param>
/// <param name="LastPlace">The highest.</param>
internal readonly record struct PieceRange(int File, long First, long Last, long Count, long FirstPlace, long LastPlace)
{
    /// <summary>True when the rows lie side by side.</summary>
    public bool IsWhole => Last - First + 1 == Count;
}

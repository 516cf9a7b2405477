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
internal sealed class HourPlan(DuckDBConnection connection, DatasetContract dataset, IReadOnlyList<TableFile> stage)
{
    private readonly string identity = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)));

    /// <summary>Rows in the stage files.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows dropped.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Reads the keys of the hour's rows.</summary>
    public IReadOnlyList<DateOnly> ReadKeys()
    {
        var columns = string.Join(", ", dataset.Identity.Select(column => $"{Sql.Name(column.Name)} {Sql.Type(column.Type)}"));
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE keys (_file INTEGER, _row BIGINT, _changed_at TIMESTAMP, {columns},
              {Lineage.Digest} VARCHAR, {Lineage.Source} VARCHAR, {Lineage.IngestedAt} TIMESTAMP)
            """);
        for (var number = 0; number < stage.Count; number++)
        {
            var file = stage[number];
            Rows += DuckDbEngine.Run(
                connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    INSERT INTO keys SELECT {number}, file_row_number, {file.ChangedAt(dataset)}, {file.Identity(dataset)},
                      {file.Column(Lineage.Digest, "VARCHAR")}, {file.Column(Lineage.Source, "VARCHAR")}, {file.Column(Lineage.IngestedAt, "TIMESTAMP")}
                    FROM {file.Source}
                    """));
        }

        CheckKeys();
        var days = new List<DateOnly>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT strftime(_changed_at, '%Y-%m-%d') FROM keys ORDER BY 1";
        using var reader = command.ExecuteReader();
        while (reader.Read()) days.Add(DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return days;
    }

    /// <summary>A row without a key cannot be told from others, and would have no place in the table; only another program can have written one.</summary>
    private void CheckKeys()
    {
        var missing = string.Join(" OR ", dataset.Identity.Select(column => $"{Sql.Name(column.Name)} IS NULL"));
        var bad = DuckDbEngine.Count(
            connection,
            $"""
            SELECT count(*) FROM keys WHERE {missing} OR {Lineage.Digest} IS NULL OR _changed_at IS NULL
              OR _changed_at < DATE '{ChangeDates.First:yyyy-MM-dd}' OR _changed_at >= DATE '{ChangeDates.Last.AddDays(1):yyyy-MM-dd}'
            """);
        if (bad > 0)
        {
            throw new EngineException(
                $"{bad} rows of the stage files have no identity, no digest or no change date from {ChangeDates.First:yyyy-MM-dd} to {ChangeDates.Last:yyyy-MM-dd}. "
                + $"The lake does not write such rows. Take away the files that another program put there. Files: {string.Join(", ", stage.Select(file => file.Path))}");
        }
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
            SELECT _file, _row FROM (
              SELECT _file, _row, row_number() OVER (PARTITION BY {identity}, _changed_at, {Lineage.Digest}
                ORDER BY {Lineage.Source}, {Lineage.IngestedAt}, _file, _row) AS place
              FROM keys WHERE {Lineage.Digest} IN (SELECT {Lineage.Digest} FROM keys GROUP BY ALL HAVING count(*) > 1)
            ) WHERE place > 1
            """);
        foreach (var other in others)
        {
            var file = TableFile.Open(connection, other);
            DuckDbEngine.Run(
                connection,
                $"""
                INSERT INTO losers
                SELECT _file, _row FROM keys SEMI JOIN (
                  SELECT {file.Identity(dataset)}, {file.ChangedAt(dataset)} AS _changed_at, {file.Column(Lineage.Digest, "VARCHAR")} AS {Lineage.Digest} FROM {file.Source}
                ) USING ({identity}, _changed_at, {Lineage.Digest})
                ANTI JOIN losers USING (_file, _row)
                """);
        }

        Duplicates = DuckDbEngine.Count(connection, "SELECT count(*) FROM losers");
        var winners = Duplicates == 0 ? "keys" : "keys ANTI JOIN losers USING (_file, _row)";
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE winners AS
            SELECT _file AS file, _row AS row, _changed_at::DATE AS day, row_number() OVER (ORDER BY _changed_at::DATE, {identity}, _changed_at, {Lineage.Digest}) - 1 AS place FROM {winners};
            DROP TABLE keys;
            """);
    }

    /// <summary>Cuts the rows that stay into pieces of one day each.</summary>
    /// <param name="sorted">The most rows of a piece that must be sorted.</param>
    /// <param name="ordered">The most rows of a piece whose rows lie in order already, which takes no memory.</param>
    public IReadOnlyList<Piece> Cut(long sorted, long ordered)
    {
        var pieces = new List<Piece>();
        var unordered = new List<string>();
        foreach (var day in ReadRanges(RangesByDay).GroupBy(found => found.Day))
        {
            var ranges = day.Select(found => found.Range).OrderBy(range => range.FirstPlace).ToArray();
            var inOrder = day.All(found => found.InOrder) && ranges.Zip(ranges.Skip(1)).All(pair => pair.First.LastPlace < pair.Second.FirstPlace);
            if (inOrder && ranges.Sum(range => range.Count) <= ordered) pieces.Add(new Piece(day.Key, 0, IsOrdered: true, [.. ranges]));
            else unordered.Add(string.Create(CultureInfo.InvariantCulture, $"'{day.Key:yyyy-MM-dd}'"));
        }

        if (unordered.Count == 0) return [.. pieces.Select(WithFilters)];
        var rows = ReadRanges(string.Create(CultureInfo.InvariantCulture, $"""
            WITH days AS (SELECT day, min(place) AS first, count(*) AS total FROM winners WHERE strftime(day, '%Y-%m-%d') IN ({string.Join(", ", unordered)}) GROUP BY day),
            cut AS (SELECT day, file, row, place, (place - first) // ceil(total / ceil(total / {sorted}))::BIGINT AS number FROM winners JOIN days USING (day))
            SELECT strftime(day, '%Y-%m-%d'), number, file, min(row), max(row), count(*), min(place), max(place), false FROM cut GROUP BY ALL ORDER BY 1, 2, 3
            """));
        pieces.AddRange(rows.GroupBy(found => (found.Day, found.Number))
            .Select(piece => new Piece(piece.Key.Day, piece.Key.Number, IsOrdered: false, [.. piece.Select(found => found.Range)])));
        return [.. pieces.Select(WithFilters)];
    }

    private Piece WithFilters(Piece piece) => piece with { Ranges = [.. piece.Ranges.Select(range => range with { Filter = FilterOf(range, piece.IsOrdered) })] };

    /// <summary>The rows of a range that do not belong to its piece: duplicates among them, or where <paramref name="ordered"/> is false other pieces' rows too.</summary>
    private string FilterOf(PieceRange range, bool ordered)
    {
        var between = string.Create(CultureInfo.InvariantCulture, $"file_row_number BETWEEN {range.First} AND {range.Last}");
        if (range.IsWhole) return between;
        var (verb, question) = ordered
            ? ("NOT IN", $"SELECT _row FROM losers WHERE _file = {range.File} AND _row BETWEEN {range.First} AND {range.Last}")
            : ("IN", $"SELECT row FROM winners WHERE file = {range.File} AND row BETWEEN {range.First} AND {range.Last} AND place BETWEEN {range.FirstPlace} AND {range.LastPlace}");
        var rows = new List<string>();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        return $"{between} AND file_row_number {verb} ({string.Join(", ", rows)})";
    }

    /// <summary>
    /// The rows of each day in each file, and whether they lie there in the order of the table with nothing but duplicates among them, as they do in a
    /// stage file of the embedded delivery stream.
    /// </summary>
    private const string RangesByDay = """
        WITH steps AS (SELECT day, file, row, place, place < coalesce(lag(place) OVER (PARTITION BY day, file ORDER BY row), -1) AS back FROM winners),
        ranges AS (SELECT day, file, min(row) AS first, max(row) AS last, count(*) AS total, min(place) AS low, max(place) AS high, bool_or(back) AS back FROM steps GROUP BY ALL)
        SELECT strftime(day, '%Y-%m-%d'), 0::BIGINT, file, first, last, total, low, high,
               NOT back AND last - first + 1 = total + (SELECT count(*) FROM losers WHERE losers._file = ranges.file AND losers._row BETWEEN first AND last)
        FROM ranges ORDER BY 1, 3
        """;

    private List<(DateOnly Day, int Number, PieceRange Range, bool InOrder)> ReadRanges(string question)
    {
        var ranges = new List<(DateOnly, int, PieceRange, bool)>();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var day = DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var range = new PieceRange(reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7));
            ranges.Add((day, (int)reader.GetInt64(1), range, reader.GetBoolean(8)));
        }

        return ranges;
    }
}

/// <summary>Rows that become one file: of one change date, a run in the order of the table.</summary>
/// <param name="Day">The change date.</param>
/// <param name="Number">Its number within the day, from 0.</param>
/// <param name="IsOrdered">True when the rows of the ranges, one range behind the other, are in the order of the table already.</param>
/// <param name="Ranges">Where the rows lie.</param>
internal sealed record Piece(DateOnly Day, int Number, bool IsOrdered, IReadOnlyList<PieceRange> Ranges)
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

    /// <summary>The condition in SQL that takes exactly the range's rows from its file.</summary>
    public string Filter { get; init; } = string.Empty;
}

using System.Globalization;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Cuts the rows that stay of an hour into pieces. Rows that lie in the order of the table already, as in the stage files of one commit of
/// the embedded delivery stream, are only streamed, in pieces of about a stage file each, as many as keep the workers busy. Other rows must
/// be sorted, so their pieces are small.
/// </summary>
/// <param name="connection">The connection on which an <see cref="HourPlan"/> was made.</param>
/// <param name="size">How large pieces and files may be.</param>
/// <param name="stageFiles">How many stage files the hour has.</param>
/// <param name="workers">How many pieces are written side by side.</param>
/// <param name="folder">
/// A folder for lists of row numbers: a piece is read by another engine, which does not see the tables of this one.
/// </param>
internal sealed class PieceCutter(DuckDBConnection connection, PieceSize size, int stageFiles, int workers, string folder)
{
    // The engine holds the footers of all files of a piece, which for wide rows are some megabytes each.
    private const int FilesOfPiece = 1;

    private int lists;

    /// <summary>Cuts.</summary>
    public IReadOnlyList<Piece> Cut()
    {
        var days = ReadDays();
        var rows = days.Sum(day => day.Count);
        if (rows == 0) return [];
        var pieces = (long)(stageFiles + FilesOfPiece * workers - 1) / (FilesOfPiece * workers) * workers;
        var found = Find(Split(new Span(0, rows - 1), Math.Clamp(pieces, 1, Math.Max(1, rows / size.RowGroup))));
        if (!found.TrueForAll(cut => cut.IsOrdered))
            found =
            [
                .. Find(Gather(days))
                    .SelectMany(cut => cut.IsOrdered || cut.Span.Count <= size.Sorted ? [cut] : Find(SplitToSort(cut.Span))),
            ];
        var numbers = new Dictionary<DateOnly, int>();
        return
        [
            .. found.Select(cut => new Piece(
                cut.IsOrdered,
                [.. cut.Ranges.Select(range => range with { Filter = FilterOf(range, cut.IsOrdered) })],
                FilesOf(cut.Span, days, numbers)
            )),
        ];
    }

    /// <summary>Spans of whole days: a large day by itself, small ones together, as many as can be sorted at once.</summary>
    private List<Span> Gather(IReadOnlyList<Day> days)
    {
        var spans = new List<Span>();
        foreach (var day in days)
        {
            if (spans.Count > 0 && spans[^1].Count + day.Count <= size.Sorted) spans[^1] = spans[^1] with { Last = day.Span.Last };
            else spans.Add(day.Span);
        }

        return spans;
    }

    private Span[] SplitToSort(Span span) => Split(span, (span.Count + size.Sorted - 1) / size.Sorted);

    /// <summary>Spans of about one length.</summary>
    private static Span[] Split(Span span, long parts) =>
        [
            .. Enumerable
                .Range(0, (int)parts)
                .Select(part => new Span(span.First + span.Count * part / parts, span.First + span.Count * (part + 1) / parts - 1)),
        ];

    private List<Day> ReadDays()
    {
        var days = new List<Day>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT strftime(day, '%Y-%m-%d'), min(place), max(place) FROM survivors GROUP BY day ORDER BY 1";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            days.Add(
                new Day(
                    DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    new Span(reader.GetInt64(1), reader.GetInt64(2))
                )
            );
        return days;
    }

    /// <summary>
    /// Says where the rows of spans lie in each file, and whether they lie there in the order of the table with nothing but duplicates
    /// among them.
    /// </summary>
    private List<Section> Find(IReadOnlyList<Span> spans)
    {
        using var command = connection.CreateCommand();
        var values = spans.Select((span, number) => string.Create(CultureInfo.InvariantCulture, $"({number}, {span.First}, {span.Last})"));
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            WITH spans(number, low, high) AS (VALUES {string.Join(", ", values)}),
            steps AS (
                SELECT number, file, row, place,
                    place < coalesce(lag(place) OVER (PARTITION BY number, file ORDER BY row), -1) AS back
                FROM survivors JOIN spans ON place BETWEEN low AND high),
            ranges AS (
                SELECT number, file, min(row) AS first, max(row) AS last, count(*) AS total, min(place) AS low, max(place) AS high,
                    bool_or(back) AS back
                FROM steps GROUP BY ALL)
            SELECT number, file, first, last, total, low, high, NOT back AND last - first + 1 = total + (
                SELECT count(*) FROM duplicates WHERE duplicates._file = ranges.file AND duplicates._row BETWEEN first AND last)
            FROM ranges ORDER BY number, low
            """);
        var ranges = new List<(int Number, PieceRange Range, bool InOrder)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ranges.Add(
                (
                    reader.GetInt32(0),
                    new PieceRange(
                        reader.GetInt32(1),
                        reader.GetInt64(2),
                        reader.GetInt64(3),
                        reader.GetInt64(4),
                        reader.GetInt64(5),
                        reader.GetInt64(6)
                    ),
                    reader.GetBoolean(7)
                )
            );
        }

        return
        [
            .. ranges
                .GroupBy(found => found.Number)
                .Select(cut => new Section(
                    spans[cut.Key],
                    [.. cut.Select(found => found.Range)],
                    cut.All(found => found.InOrder) && FollowEachOther([.. cut.Select(found => found.Range)])
                )),
        ];
    }

    private static bool FollowEachOther(PieceRange[] ranges) =>
        ranges.Zip(ranges.Skip(1)).All(pair => pair.First.LastPlace < pair.Second.FirstPlace);

    private List<PieceFile> FilesOf(Span span, IReadOnlyList<Day> days, Dictionary<DateOnly, int> numbers)
    {
        var files = new List<PieceFile>();
        foreach (var day in days)
        {
            var shared = new Span(Math.Max(span.First, day.Span.First), Math.Min(span.Last, day.Span.Last));
            if (shared.Count <= 0) continue;
            foreach (var part in Split(shared, (shared.Count + size.File - 1) / size.File))
            {
                var number = numbers.GetValueOrDefault(day.Date);
                numbers[day.Date] = number + 1;
                files.Add(new PieceFile(day.Date, number, part.Count));
            }
        }

        return files;
    }

    /// <summary>
    /// The rows of a range that do not belong to its piece: duplicates among them, or where <paramref name="ordered"/> is false other
    /// pieces' rows too.
    /// </summary>
    private string FilterOf(PieceRange range, bool ordered)
    {
        var between = string.Create(CultureInfo.InvariantCulture, $"{TableFile.Position} BETWEEN {range.First} AND {range.Last}");
        if (range.IsWhole) return between;
        var (verb, question) = ordered
            ? ("NOT IN", $"SELECT _row FROM duplicates WHERE _file = {range.File} AND _row BETWEEN {range.First} AND {range.Last}")
            : (
                "IN",
                $"SELECT row FROM survivors WHERE file = {range.File} AND row BETWEEN {range.First} AND {range.Last} AND place BETWEEN {range.FirstPlace} AND {range.LastPlace}"
            );
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"rows-{lists++}.parquet"));
        DuckDbEngine.Run(connection, $"COPY ({question}) TO {Sql.Text(path)} (FORMAT parquet)");
        return $"{between} AND {TableFile.Position} {verb} (FROM read_parquet({Sql.Text(path)}))";
    }

    /// <summary>Places in the order of the table, both ends included.</summary>
    private readonly record struct Span(long First, long Last)
    {
        public long Count => Last - First + 1;
    }

    private sealed record Day(DateOnly Date, Span Span)
    {
        public long Count => Span.Count;
    }

    private sealed record Section(Span Span, IReadOnlyList<PieceRange> Ranges, bool IsOrdered);
}

using System.Globalization;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Pruning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Pruning;

public sealed class PruningPropertyTests
{
    // What the engine does not look through.
    private const string Whole = "(SELECT * FROM orders LIMIT 1000000000)";

    private const int Queries = 120;

    private static readonly string[] Shapes =
    [
        "SELECT id, n, total, changed FROM {0} AS t WHERE {1}",
        "WITH c AS (SELECT * FROM {0}) SELECT t.id, u.n FROM c AS t JOIN c AS u ON t.id = u.id WHERE {1}",
        "SELECT t.id, u.n FROM {0} AS u LEFT JOIN {0} AS t ON t.id = u.id AND {1}",
        "SELECT id, n FROM {0} AS u WHERE EXISTS (SELECT 1 FROM {0} AS t WHERE t.id = u.id AND {1})",
        "SELECT id, n FROM {0} AS u WHERE u.n NOT IN (SELECT t.n FROM {0} AS t WHERE {1} AND t.n IS NOT NULL)",
        "SELECT id, count(*) FILTER (WHERE {1}) FROM {0} AS t GROUP BY id",
        "SELECT id, n FROM {0} AS t WHERE {1} UNION ALL SELECT id, n FROM {0} AS t WHERE {2}",
        "SELECT id, n, changed FROM {0} AS t WHERE {1} ORDER BY changed, created, id, n, total, _digest LIMIT 7",
        "SELECT year, month, day, max(total) FROM (SELECT * FROM {0} AS t WHERE {1}) AS t WHERE {2} GROUP BY ALL",
        "SELECT t.id, u.total FROM {0} AS t, {0} AS u WHERE t.id = u.id AND t.n = u.n AND ({1}) AND ({2})",
        "SELECT id, n FROM (SELECT *, row_number() OVER (PARTITION BY day ORDER BY id, n, total, _digest) AS place FROM {0} AS t WHERE {2}) AS t WHERE place < 3 AND {1}",
    ];

    private static readonly string[] Ids = ["a", "b", "ä", "é", "Z", "it's", " ", "\ud83d\ude00", "a long identity that is longer than what statistics hold"];

    [Fact]
    public async Task Any_query_has_the_same_rows_with_files_left_out_as_without()
    {
        var random = new Random(TestSeed.Next());
        using var lake = new QueryLake();
        lake.Declare(QueryLake.Columns + ", \"n\": \"bigint\"", "\"id\", \"n\", \"total\"");
        for (var run = 0; run < 4; run++)
        {
            lake.Put($"{run}", [.. Enumerable.Range(0, 12).Select(_ => Record(random))]);
            await lake.RunAsync();
        }

        using var reader = lake.Open();
        var left = 0;
        for (var i = 0; i < Queries; i++)
        {
            var (shape, one, other) = (Shapes[random.Next(Shapes.Length)], Condition(random, 3), Condition(random, 2));
            var query = string.Format(CultureInfo.InvariantCulture, shape, "orders", one, other);
            var (rows, scan) = Read(reader, query);
            var (expected, whole) = Read(reader, string.Format(CultureInfo.InvariantCulture, shape, Whole, one, other));
            Assert.Equal(whole.AllFiles, whole.Files);
            Assert.True(expected.SequenceEqual(rows), $"{query}\nreads {scan.Files} of {scan.AllFiles} files and has\n{string.Join('\n', rows)}\ninstead of\n{string.Join('\n', expected)}");
            if (scan.Files < scan.AllFiles) left++;
        }

        Assert.True(left > Queries / 12, $"Only {left} of {Queries} queries left files out.");
    }

    private static (string[] Rows, TableScan Scan) Read(LakeReader reader, string query)
    {
        using var rows = reader.Query(query, Test.Token);
        var found = new List<string>();
        while (rows.Read())
            found.Add(string.Join(
                '|',
                Enumerable.Range(0, rows.Columns.Count).Select(i => Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))));
        return ([.. found.Order(StringComparer.Ordinal)], Assert.Single(rows.Scans));
    }

    private static string Record(Random random)
    {
        var changed = random.Next(5) == 0 ? "null" : $"\"{Day(random)}T{random.Next(24):00}:{random.Next(60):00}:59.{random.Next(1_000_000):000000}Z\"";
        var id = System.Text.Json.JsonSerializer.Serialize(Ids[random.Next(Ids.Length)] + random.Next(3));
        return $$"""{"id":{{id}},"n":{{random.Next(-3, 4)}},"total":{{random.Next(-300, 300)}}.{{random.Next(100):00}},"changed":{{changed}},"created":"{{Day(random)}}"}""";
    }

    private static string Day(Random random) => new DateOnly(2025, 12, 27).AddDays(random.Next(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Condition(Random random, int depth) => (depth == 0 ? 0 : random.Next(7)) switch
    {
        1 or 2 => $"({Condition(random, depth - 1)} AND {Condition(random, depth - 1)})",
        3 => $"({Condition(random, depth - 1)} OR {Condition(random, depth - 1)})",
        4 => $"NOT ({Condition(random, depth - 1)})",
        5 => $"CASE WHEN {Condition(random, depth - 1)} THEN {Condition(random, depth - 1)} ELSE {Condition(random, depth - 1)} END",
        _ => Comparison(random),
    };

    private static string Comparison(Random random)
    {
        var (column, value) = Operand(random);
        string[] signs = ["=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"];
        return random.Next(10) switch
        {
            0 => $"{column} IS NULL",
            1 => $"{column} IS NOT NULL",
            2 => $"{column} {(random.Next(2) == 0 ? "NOT " : "")}BETWEEN {value()} AND {value()}",
            3 => $"{column} {(random.Next(2) == 0 ? "NOT " : "")}IN ({value()}, {value()}, {(random.Next(4) == 0 ? "NULL" : value())})",
            4 => $"{value()} {signs[random.Next(signs.Length)]} {column}",
            5 => $"coalesce({column}, {value()}) {signs[random.Next(signs.Length)]} {value()}",
            _ => $"{column} {signs[random.Next(signs.Length)]} {value()}",
        };
    }

    private static (string Column, Func<string> Value) Operand(Random random)
    {
        Func<string> date = () => $"date '{Day(random)}'";
        Func<string> time = () => $"timestamp '{Day(random)} {random.Next(24):00}:00:59.{random.Next(1000):000}'";
        Func<string> zoned = () => $"timestamp '{Day(random)} {random.Next(24):00}:30:00 {(random.Next(2) == 0 ? "-03:00" : "America/New_York")}'";
        Func<string> number = () => random.Next(3) == 0 ? $"{random.Next(-4, 5)}.5" : $"{random.Next(-4, 5)}";
        Func<string> text = () => $"'{(Ids[random.Next(Ids.Length)] + random.Next(3)).Replace("'", "''", StringComparison.Ordinal)}'";
        return random.Next(16) switch
        {
            0 or 1 => ("t.changed", time),
            2 => ("t.changed", zoned),
            3 => ("t.changed", date),
            4 => ("CAST(t.changed AS date)", date),
            5 => ("date(t.changed)", date),
            6 => ("t.created", date),
            7 => ("t.created", time),
            8 or 9 => ("t.id", text),
            10 => ("t.n", number),
            11 => ("t.total", () => $"{random.Next(-300, 300)}.{random.Next(1000):000}"),
            12 => ("t.total", number),
            13 => ("t.day", () => $"{random.Next(1, 32)}"),
            14 => ("t.year", () => random.Next(2) == 0 ? "2025" : "2026"),
            _ => ("CAST(t.n AS double)", number),
        };
    }
}

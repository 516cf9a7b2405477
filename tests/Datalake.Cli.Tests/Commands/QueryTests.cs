namespace Datalake.Cli.Tests.Commands;

public sealed class QueryTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Json_keeps_numbers_moments_and_nested_values()
    {
        await lake.FillAsync();
        var result = await lake.RunAsync("query", "SELECT id, changed, total, lines FROM orders ORDER BY id", "--format", "json");
        Assert.Equal(
            """
            [
            {"id":"a","changed":"2026-01-02T00:00:00","total":12.30,"lines":[{"sku":"x","quantity":2}]},
            {"id":"b","changed":"2026-01-03T01:02:03.5","total":null,"lines":null}
            ]

            """.ReplaceLineEndings("\n"),
            result.Out);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Json_of_every_kind_of_value()
    {
        Directory.CreateDirectory(lake.Root);
        const string Sql = """
            SELECT 9223372036854775807 AS big, 170141183460469231731687303715884105727::HUGEINT AS huge, 0.1::DOUBLE AS d, 'NaN'::DOUBLE AS nan,
                   1234567890123456789.123456789::DECIMAL(38,9) AS exact, true AS b, DATE '2026-01-02' AS day, TIMESTAMPTZ '2026-01-02 03:04:05+00' AS at,
                   TIME '01:02:03' AS t, MAP {'k"': 1} AS m, {'s': [1.50, NULL]} AS s, 'é"\' AS text, 'ab'::BLOB AS blob, NULL AS nothing, 1 AS big
            """;
        var result = await lake.RunAsync("query", Sql, "--format", "json");
        Assert.Equal(
            """
            [
            {"big":9223372036854775807,"huge":170141183460469231731687303715884105727,"d":0.1,"nan":"NaN","exact":1234567890123456789.123456789,"b":true,"day":"2026-01-02","at":"2026-01-02T03:04:05Z","t":"01:02:03","m":{"k\"":1},"s":{"s":[1.50,null]},"text":"é\"\\","blob":"YWI=","nothing":null,"big_1":1}
            ]

            """.ReplaceLineEndings("\n"),
            result.Out);
    }

    [Fact]
    public async Task Verbose_says_which_version_and_how_many_files_are_read()
    {
        await lake.FillAsync();
        var result = await lake.RunAsync("query", "SELECT id FROM orders WHERE changed < timestamp '2026-01-03'", "--verbose", "--format", "csv");
        Assert.Equal(("id\r\na\r\n", "orders: version 0, reads 1 of 2 files\n"), (result.Out, result.Error));
    }

    [Fact]
    public async Task Tables_of_metadata_are_queried_and_described_by_their_quoted_names()
    {
        await lake.FillAsync();
        var history = await lake.RunAsync("query", """SELECT version, operation FROM "orders$history" """, "--format", "csv");
        Assert.Equal("version,operation\r\n0,MERGE\r\n", history.Out);
        var columns = await lake.RunAsync("tables", "orders$partitions", "--format", "csv");
        Assert.StartsWith("column,type\r\nyear,INTEGER\r\nmonth,INTEGER\r\nday,INTEGER\r\nfile_count,BIGINT\r\n", columns.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rows_are_an_empty_array()
    {
        Directory.CreateDirectory(lake.Root);
        Assert.Equal("[]\n", (await lake.RunAsync("query", "SELECT * FROM orders", "--format", "json")).Out);
    }

    [Fact]
    public async Task Csv_is_rfc_4180()
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync(
            "query",
            "SELECT 'a,b' AS \"x,y\", 'say \"hi\"' AS q, E'two\\nlines' AS n, NULL AS nothing, '' AS empty, [1, 2] AS list",
            "--format",
            "csv"
        );
        Assert.Equal("\"x,y\",q,n,nothing,empty,list\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,\"\",\"[1,2]\"\r\n", result.Out);
    }

    [Fact]
    public async Task A_table_aligns_shortens_and_shows_control_characters()
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync(
            "query", "SELECT 5 AS n, E'a\\n\\x1b[31m' AS t, rpad('x', 100, 'x') AS long UNION ALL SELECT 12345, 'b', 'c' ORDER BY n");
        var lines = result.Out.Split('\n');
        Assert.Equal("    n  t" + new string(' ', 12) + "  long", lines[0]);
        Assert.Equal($"    5  a\\n\\u001b[31m  {new string('x', 60)}…", lines[2]);
        Assert.Equal("12345  b              c", lines[3]);
        Assert.Equal("2 rows\n", result.Error);
    }

    [Fact]
    public async Task Many_rows_stream()
    {
        Directory.CreateDirectory(lake.Root);
        Assert.Equal(200_003, (await lake.RunAsync("query", "SELECT range AS n FROM range(200000) ORDER BY n")).Out.Split('\n').Length);
    }

    [Fact]
    public async Task A_query_comes_from_a_file_or_what_is_piped_in()
    {
        Directory.CreateDirectory(lake.Root);
        var file = Path.Combine(lake.Folder, "q.sql");
        await File.WriteAllTextAsync(file, "-- a title\nSELECT 1 AS one;\n", TestContext.Current.CancellationToken);
        Assert.Equal("one\r\n1\r\n", (await lake.RunAsync("query", "--file", file, "--format", "csv")).Out);
        Assert.Equal(
            "two\r\n2\r\n",
            (
                await CliLake.RunWithInputAsync(
                    "SELECT 2 AS two", "query", "--format", "csv", "--root", lake.Root, "--datasets", lake.Datasets)
            ).Out
        );
        Assert.Equal(
            "two\r\n2\r\n",
            (
                await CliLake.RunWithInputAsync(
                    "SELECT 2 AS two", "query", "-", "--format", "csv", "--root", lake.Root, "--datasets", lake.Datasets)
            ).Out
        );
    }

    [Theory]
    [InlineData("COPY (SELECT 1) TO 'x.csv'", "Only queries that read")]
    [InlineData("ATTACH 'x.db'", "Only queries that read")]
    [InlineData("INSTALL httpfs", "Only queries that read")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')", "Cannot access file")]
    [InlineData("SELEC 1", "Line 1, character 1")]
    [InlineData("SELECT * FROM nowhere", "does not exist")]
    [InlineData("SELECT * FROM nowhere", "See what there is: lake tables")]
    [InlineData("SELECT nothing FROM orders", "not found")]
    [InlineData("SELECT nothing FROM orders", "See the columns of a table: lake tables NAME")]
    public async Task A_wrong_query_is_2(string sql, string message)
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync("query", sql);
        Assert.Equal(2, result.Code);
        Assert.Empty(result.Out);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_fails_on_its_way_is_3()
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync("query", "SELECT CAST('x' || range AS integer) FROM range(3)");
        Assert.Equal(3, result.Code);
        Assert.Contains("Cannot cast 'x0' to integer", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_query_that_runs_is_130()
    {
        Directory.CreateDirectory(lake.Root);
        using var stop = new CancellationTokenSource();
        using var output = new CancellingWriter(stop);
        using var error = new StringWriter();
        using var io = new Cli.Commands.CommandIo { Out = output, Error = error, In = new StringReader("") };

        // To its end it would take hours.
        string[] args =
        ["query", "SELECT range AS n FROM range(1000000000000)", "--format", "csv", "--root", lake.Root, "--datasets", lake.Datasets];
        Assert.Equal(130, await Cli.Commands.LakeCommandLine.RunAsync(args, io, stop.Token));
        Assert.StartsWith("Stopped. ", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Cancels when the first row is written: the query runs then.</summary>
    private sealed class CancellingWriter(CancellationTokenSource stop) : StringWriter
    {
        private int lines;

        public override void Write(char value)
        {
            if (value == '\n' && ++lines == 2) stop.Cancel();
        }

        public override void Write(char[] buffer, int index, int count)
        {
            foreach (var value in buffer.AsSpan(index, count)) Write(value);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            foreach (var value in buffer) Write(value);
        }

        public override void Write(string? value) => Write(value.AsSpan());
    }
}

using System.Text.Json.Nodes;
using Datalake.Aws.Testing;
using Datalake.Cli.Commands;

namespace Datalake.Cli.Tests.Commands.Aws;

public sealed class AwsCommandTests(MotoFixture moto)
{
    [Fact]
    public async Task Status_shows_what_is_missing_and_is_1_when_a_person_is_needed()
    {
        var lake = await AwsLake.CreateAsync(moto);
        await lake.DieAsync();
        var result = await lake.RunAsync("status");
        Assert.Equal(1, result.Code);
        Assert.Matches(@"(?m)^hours_due\s+0$", result.Out);
        Assert.Matches(@"(?m)^delivery_stream\s+missing$", result.Out);
        Assert.Matches(@"(?m)^StructCartsData\s+1\s+0$", result.Out);
        Assert.Contains("attention: carts: There is no table carts_db.raw_carts.", result.Error, StringComparison.Ordinal);
        Assert.Contains("4 things to look at.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_as_json_is_one_figure_a_row_and_a_difference_is_3()
    {
        var lake = await AwsLake.CreateAsync(moto);
        var hour = TimeProvider.System.GetUtcNow().AddHours(-2).ToString("yyyyMMddHH", System.Globalization.CultureInfo.InvariantCulture);
        await lake.PutAsync(
            $"_state/finished/carts/{hour}.json",
            $$"""{"dataset":"carts","hour":"{{hour}}","stageFiles":[],"days":[],"rows":9,"written":5,"duplicates":1,"finishedAt":"2026-11-20T09:15:00+00:00"}"""
        );
        var result = await lake.RunAsync("status", "--format", "json");
        Assert.Equal(3, result.Code);
        var row = result.Rows.Single(one => one.GetProperty("figure").GetString() == "rows_48h");
        Assert.Equal(
            ("dataset", "carts", 9, "error"),
            (
                row.GetProperty("area").GetString(),
                row.GetProperty("subject").GetString(),
                row.GetProperty("value").GetInt32(),
                row.GetProperty("level").GetString()
            )
        );
        Assert.Contains("error: carts: Hour", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_reads_a_table_from_its_checkpoint()
    {
        var lake = await AwsLake.CreateAsync(moto);
        await lake.MakeTableAsync(versions: 3);
        var result = await lake.RunAsync("status", "--format", "json");
        int Value(string figure) => result.Rows.Single(row => row.GetProperty("figure").GetString() == figure).GetProperty("value").GetInt32();
        Assert.Equal((2, 3, 30), (Value("table_version"), Value("table_files"), Value("table_rows")));
    }

    [Fact]
    public async Task Redrive_publishes_and_says_how_many()
    {
        var lake = await AwsLake.CreateAsync(moto);
        await lake.DieAsync();
        var looked = await lake.RunAsync("redrive", "--dry-run", "--format", "csv");
        Assert.Equal(
            (0, "function,messages,redriven,notifications,dropped,left,failed,remaining\r\nStructCartsData,1,1,1,0,0,0,0\r\n"),
            (looked.Code, looked.Out)
        );
        Assert.Contains("Nothing was published or deleted", looked.Error, StringComparison.Ordinal);
        Assert.Equal(looked.Out, (await lake.RunAsync("redrive", "--function", "StructCartsData", "--max", "5", "--format", "csv")).Out);
        Assert.EndsWith(
            "StructCartsData,0,0,0,0,0,0,0\r\n", (await lake.RunAsync("redrive", "--format", "csv")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backfill_tells_of_raw_objects_and_reopens_hours()
    {
        var lake = await AwsLake.CreateAsync(moto);
        await lake.PutAsync("carts/1.json", "{}");
        await lake.PutAsync("stage/carts/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=09/a.parquet", "x");
        await lake.PutAsync(
            "_state/finished/carts/2026112009.json",
            """{"dataset":"carts","hour":"2026112009","stageFiles":[],"days":[],"rows":1,"written":1,"duplicates":0,"finishedAt":"2026-11-20T09:15:00+00:00"}"""
        );
        var objects = await lake.RunAsync(
            "backfill", "--dataset", "carts", "--prefix", "carts/", "--after", "2020-01-01", "--format", "json");
        Assert.Equal(0, objects.Code);
        Assert.Equal(
            (1, 1, 2),
            (
                objects.Rows[0].GetProperty("published").GetInt32(),
                objects.Rows[0].GetProperty("messages").GetInt32(),
                objects.Rows[0].GetProperty("bytes").GetInt32()
            )
        );

        var hours = await lake.RunAsync("backfill", "--dataset", "carts", "--hours", "2026112000..2026112009", "--format", "csv");
        Assert.Equal((0, "dataset,hour,stage_files,result,reason\r\ncarts,2026112009,1,reopened,\r\n"), (hours.Code, hours.Out));
        Assert.Contains("1 hour is due. The next trigger runs them", hours.Error, StringComparison.Ordinal);
        Assert.Contains(
            "already due",
            (await lake.RunAsync("backfill", "--dataset", "carts", "--hours", "2026112009", "--format", "csv")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Query_prints_rows_as_lake_query_does_and_the_cost_beside()
    {
        var lake = await AwsLake.CreateAsync(moto);
        await lake.AnswerAsync(new JsonObject
        {
            ["rows"] = new JsonArray(
                    new JsonObject
                    {
                        ["Data"] = new JsonArray(new JsonObject { ["VarCharValue"] = "id" }, new JsonObject { ["VarCharValue"] = "n" }),
                    },
                    new JsonObject
                    {
                        ["Data"] = new JsonArray(new JsonObject { ["VarCharValue"] = "a\"b" }, new JsonObject { ["VarCharValue"] = "12" }),
                    }
                ),
            ["column_info"] = new JsonArray(Column("id", "varchar"), Column("n", "bigint")),
        });
        var result = await lake.RunAsync("query", "SELECT id, count(*) AS n FROM carts GROUP BY id", "--format", "json");
        Assert.Equal((0, "[\n{\"id\":\"a\\\"b\",\"n\":12}\n]\n"), (result.Code, result.Out));
        Assert.Matches(@"1 row, .* scanned, \d+\.\d s \(query ", result.Error);
    }

    [Theory]
    [InlineData(
        "Give --hours, or a range of raw objects, not both.", "backfill", "--dataset", "carts", "--hours", "2026112009", "--prefix", "x")]
    [InlineData("Give --all, or a range of raw objects, not both.", "backfill", "--dataset", "carts", "--all", "--prefix", "x")]
    [InlineData("Say what is to be done again", "backfill", "--dataset", "carts")]
    [InlineData("'--dataset' is required", "backfill", "--all")]
    [InlineData("--hours is '2026112009..2026112008'", "backfill", "--dataset", "carts", "--hours", "2026112009..2026112008")]
    [InlineData("--hours is '2020010100..2026112008'", "backfill", "--dataset", "carts", "--hours", "2020010100..2026112008")]
    [InlineData("--after is 'yesterday'", "backfill", "--dataset", "carts", "--after", "yesterday")]
    [InlineData("--rate is 0; it lies between 1", "backfill", "--dataset", "carts", "--all", "--rate", "0")]
    [InlineData("--max is -1", "redrive", "--max", "-1")]
    [InlineData("--lake is 'my-lake'; s3://BUCKET was expected.", "status", "--lake", "my-lake")]
    [InlineData("--lake is 's3://b/key'", "status", "--lake", "s3://b/key")]
    [InlineData("--endpoint is 'localhost'", "status", "--lake", "s3://b", "--endpoint", "localhost")]
    [InlineData("There is no profile 'no-such-profile-here'", "status", "--lake", "s3://b", "--profile", "no-such-profile-here")]
    [InlineData("There is no query: the text is empty.", "query", "  ", "--lake", "s3://b")]
    [InlineData("no file nowhere.sql", "query", "--file", "nowhere.sql", "--lake", "s3://b")]
    [InlineData("Type 'lake aws status --help'", "status", "--nope")]
    public async Task Wrong_usage_is_2_before_anything_is_asked_of_aws(string message, params string[] args)
    {
        var result = await CliLake.RunWithInputAsync("", ["aws", .. args]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_3_and_one_that_nobody_named_is_2()
    {
        var lake = await AwsLake.CreateAsync(moto);
        var bucket = await lake.RunAsync(["status"], "s3://nowhere-at-all");
        Assert.Equal(3, bucket.Code);
        Assert.Contains("NoSuchBucket", bucket.Error, StringComparison.Ordinal);
        var unnamed = await lake.RunAsync(["status"], null);
        Assert.Equal(2, unnamed.Code);
        Assert.Contains("--lake s3://BUCKET, or set DATALAKE_LAKE", unnamed.Error, StringComparison.Ordinal);
        var dataset = await lake.RunAsync("backfill", "--dataset", "orders", "--all");
        Assert.Equal(2, dataset.Code);
        Assert.Contains("The stack has no dataset 'orders'. It has: carts.", dataset.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", bucket.Error + unnamed.Error + dataset.Error, StringComparison.Ordinal);
    }

    private static JsonObject Column(string name, string type) => new()
    {
        ["CatalogName"] = "hive", ["SchemaName"] = "", ["TableName"] = "", ["Name"] = name, ["Label"] = name, ["Type"] = type,
        ["Precision"] = 0, ["Scale"] = 0, ["Nullable"] = "UNKNOWN", ["CaseSensitive"] = true,
    };
}

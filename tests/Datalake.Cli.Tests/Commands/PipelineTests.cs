namespace Datalake.Cli.Tests.Commands;

public sealed class PipelineTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Ingest_and_partition_answer_with_their_counts()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        var ingested = await lake.RunAsync("ingest", "--format", "json");
        Assert.Equal(0, ingested.Code);
        var row = Assert.Single(ingested.Rows);
        Assert.Equal((1, 2, 2, 0), (Number(row, "arrivals"), Number(row, "records"), Number(row, "delivered"), Number(row, "quarantined")));

        Assert.Empty((await lake.RunAsync("partition", "--format", "json")).Rows);
        var hour = Assert.Single((await lake.RunAsync("partition", "--all", "--format", "json")).Rows);
        Assert.Equal((2, 1, 1), (Number(hour, "rows"), Number(hour, "written"), Number(hour, "duplicates")));
        Assert.Empty((await lake.RunAsync("partition", "--all", "--format", "json")).Rows);

        var again = Assert.Single(
            (
                await lake.RunAsync("partition", "--dataset", "orders", "--hour", hour.GetProperty("hour").GetString()!, "--format", "json")
            ).Rows
        );
        Assert.Equal(1, Number(again, "written"));

        var nothing = await lake.RunAsync("partition", "--hour", "2020010100");
        Assert.Equal((0, "Nothing lies in the stage for the hour 2020010100.\n"), (nothing.Code, nothing.Error));
    }

    [Fact]
    public async Task What_to_type_next_leads_to_the_same_lake()
    {
        lake.Put("1", "{broken");
        Assert.Contains(
            $"lake quarantine list --root {lake.Root} --datasets {lake.Datasets}\n",
            (await lake.RunAsync("ingest")).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task That_raw_is_empty_is_told()
    {
        Assert.Contains(
            $"Nothing lies in {Path.Combine(lake.Root, "raw")}.", (await lake.RunAsync("ingest")).Error, StringComparison.Ordinal);
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        Assert.Equal("", (await lake.RunAsync("ingest")).Error);
        Assert.Equal("", (await lake.RunAsync("ingest")).Error);
    }

    [Fact]
    public async Task Input_that_went_to_quarantine_is_1_and_the_rest_is_done()
    {
        await lake.FillAsync(broken: true);
        Assert.Equal("2", (await lake.RunAsync("query", "SELECT count(*) AS n FROM orders", "--format", "csv")).Out.Split("\r\n")[1]);

        // The next run has nothing bad in it.
        Assert.Equal(0, (await lake.RunAsync("run")).Code);
    }

    [Fact]
    public async Task Unclaimed_arrivals_are_told_and_stay()
    {
        Directory.CreateDirectory(Path.Combine(lake.Root, "raw", "other"));
        await File.WriteAllTextAsync(Path.Combine(lake.Root, "raw", "other", "x"), "{}", TestContext.Current.CancellationToken);
        var result = await lake.RunAsync("ingest");
        Assert.Equal(0, result.Code);
        Assert.Contains("other/x", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(lake.Root, "raw", "other", "x")));
    }

    [Fact]
    public async Task Generate_writes_into_the_raw_folder_and_answers_with_its_counts()
    {
        var row = Assert.Single(
            (
                await lake.RunAsync(
                    "generate", "checkout", "--orders", "5", "--per-object", "4", "--bad", "0", "--record-size", "1500", "--format", "json")
            ).Rows
        );
        Assert.Equal(Number(row, "arrivals"), Directory.GetFiles(Path.Combine(lake.Root, "raw"), "*", SearchOption.AllDirectories).Length);
        var elsewhere = Path.Combine(lake.Folder, "elsewhere");
        Assert.Equal(0, (await lake.RunAsync("generate", "fulfillment", "--orders", "1", "--out", elsewhere, "--gzip")).Code);
        Assert.NotEmpty(Directory.GetFiles(elsewhere, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Status_is_0_while_all_adds_up_and_3_when_not()
    {
        await lake.FillAsync();
        var good = await lake.RunAsync("status", "--format", "json");
        Assert.Equal(0, good.Code);
        Assert.True(good.Rows[0].GetProperty("conserved").GetBoolean());
        Assert.Contains("Every record is accounted for.", good.Error, StringComparison.Ordinal);

        File.Delete(Directory.GetFiles(Path.Combine(lake.Root, "stage"), "*.parquet", SearchOption.AllDirectories).Single());
        var bad = await lake.RunAsync("status", "--format", "json");
        Assert.Equal(3, bad.Code);
        Assert.Contains("[stage-file]", bad.Rows[0].GetProperty("differences")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("error: orders: ", bad.Error, StringComparison.Ordinal);
        Assert.Contains("rows waiting for partition", (await lake.RunAsync("status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quarantine_is_listed_shown_and_replayed_after_the_contract_is_mended()
    {
        lake.Amend("\"identity\": [\"id\"]", "\"identity\": [\"total\"]");
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z"}""",
            "{broken",
            """{"id":"b","changed":"2026-01-02T00:00:00Z","total":1}"""
        );
        Assert.Equal(1, (await lake.RunAsync("run", "--all")).Code);

        var entries = (await lake.RunAsync("quarantine", "list", "--format", "json")).Rows;
        Assert.Equal(
            ["malformed-json", "no-identity"],
            entries.Select(entry => entry.GetProperty("rule").GetString()).Order(StringComparer.Ordinal)
        );
        var one = Assert.Single((await lake.RunAsync("quarantine", "list", "--rule", "no-identity", "--format", "json")).Rows);
        var id = one.GetProperty("id").GetString()!;

        var shown = await lake.RunAsync("quarantine", "show", id[..6]);
        Assert.Equal(0, shown.Code);
        Assert.Contains("""{"id":"a","changed":"2026-01-02T00:00:00Z"}""", shown.Out, StringComparison.Ordinal);
        Assert.Contains("total", shown.Out, StringComparison.Ordinal);
        Assert.Equal(
            "no-identity", (await lake.RunAsync("quarantine", "show", id, "--format", "json")).Rows[0].GetProperty("rule").GetString());
        Assert.Equal(2, (await lake.RunAsync("quarantine", "show", "zzz")).Code);

        var kept = await lake.RunAsync("quarantine", "replay", id, "--format", "json");
        Assert.Equal((1, 1), (kept.Code, Number(kept.Rows[0], "kept")));

        lake.Amend("\"identity\": [\"id\"]", "\"identity\": [\"id\"]");
        var replayed = await lake.RunAsync("quarantine", "replay", "--dataset", "orders", "--rule", "no-identity", "--format", "json");
        Assert.Equal((0, 1, 1), (replayed.Code, Number(replayed.Rows[0], "tried"), Number(replayed.Rows[0], "delivered")));
        Assert.Single((await lake.RunAsync("quarantine", "list", "--format", "json")).Rows);

        // The table's rows were identified by the other columns.
        Assert.Equal(3, (await lake.RunAsync("partition", "--all")).Code);
        Assert.Equal(0, (await lake.RunAsync("rebuild", "orders")).Code);
        Assert.Equal("2", (await lake.RunAsync("query", "SELECT count(*) AS n FROM orders", "--format", "csv")).Out.Split("\r\n")[1]);
        Assert.Equal(0, (await lake.RunAsync("status")).Code);
    }

    [Fact]
    public async Task Quarantine_discard_wants_to_know_which_and_status_counts_what_it_took()
    {
        await lake.FillAsync(broken: true);
        var unsaid = await lake.RunAsync("quarantine", "discard");
        Assert.Equal((2, "Say which entries to discard: an id, --rule or --dataset.\n"), (unsaid.Code, unsaid.Error));
        var id = (await lake.RunAsync("quarantine", "list", "--format", "json")).Rows[0].GetProperty("id").GetString()!;

        Assert.Equal(
            0, Number((await lake.RunAsync("quarantine", "discard", "--rule", "no-identity", "--format", "json")).Rows[0], "discarded"));
        Assert.Equal(1, Number((await lake.RunAsync("quarantine", "discard", id[..6], "--format", "json")).Rows[0], "discarded"));

        Assert.Empty((await lake.RunAsync("quarantine", "list", "--format", "json")).Rows);
        var status = await lake.RunAsync("status", "--format", "json");
        Assert.Equal((0, 0, 1), (status.Code, Number(status.Rows[0], "quarantined"), Number(status.Rows[0], "discarded")));
    }

    [Fact]
    public async Task What_is_no_file_in_raw_is_reported()
    {
        await lake.FillAsync();
        File.CreateSymbolicLink(Path.Combine(lake.Root, "raw", "orders", "link"), Path.Combine(lake.Root, "raw", "orders", "1"));
        const string Note = "1 name in raw/ skipped, for example orders/link: It is a symbolic link; links are not followed.\n";
        Assert.Equal((0, Note), await lake.RunAsync("ingest") is var ingested ? (ingested.Code, ingested.Error) : default);
        Assert.Contains(Note, (await lake.RunAsync("status")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_infer_proposes_columns_and_diff_says_what_differs()
    {
        await lake.FillAsync();
        var inferred = await lake.RunAsync("schema", "infer", "orders");
        Assert.Equal(0, inferred.Code);
        using var document = System.Text.Json.JsonDocument.Parse(inferred.Out);
        Assert.Equal("timestamp", document.RootElement.GetProperty("columns").GetProperty("changed").GetString());
        Assert.Equal("column,type\r\nid,string\r\n", (await lake.RunAsync("schema", "infer", "orders", "--format", "csv")).Out[..24]);

        lake.Amend("quantity:bigint", "quantity:boolean");
        var found = Assert.Single((await lake.RunAsync("schema", "diff", "orders", "--format", "json")).Rows);
        Assert.Equal(
            ("misfit", "lines[].quantity", "2"),
            (found.GetProperty("finding").GetString(), found.GetProperty("path").GetString(), found.GetProperty("example").GetString())
        );
    }

    [Fact]
    public async Task Schema_infer_keeps_what_the_contract_has_beside_its_columns()
    {
        lake.Amend("\"columns\"", "\"structure\": [{ \"drop\": \"secret\" }], \"protect\": [{ \"path\": \"note\", \"with\": \"mask\" }], \"columns\"");
        await lake.FillAsync();
        var inferred = await lake.RunAsync("schema", "infer", "orders");
        lake.Declare(inferred.Out);
        Assert.Equal(0, (await lake.RunAsync("datasets", "validate")).Code);
        using var document = System.Text.Json.JsonDocument.Parse(inferred.Out);
        Assert.Equal("secret", document.RootElement.GetProperty("structure")[0].GetProperty("drop").GetString());
        Assert.Equal("mask", document.RootElement.GetProperty("protect")[0].GetProperty("with").GetString());
        Assert.Equal("id", document.RootElement.GetProperty("identity")[0].GetString());
    }

    [Fact]
    public async Task Schema_infer_reads_raw_without_a_contract_and_saves_the_proposal_once()
    {
        Directory.CreateDirectory(Path.Combine(lake.Root, "raw", "pageviews"));
        await File.WriteAllTextAsync(
            Path.Combine(lake.Root, "raw", "pageviews", "1"), "event_id;ts;page\n1;1762000000;/a\n2;1762000001;/b\n", Test.Token);
        string[] infer = ["schema", "infer", "--raw", "pageviews/{file*}", "--save"];
        var saved = await lake.RunAsync(infer);
        Assert.True(saved.Code == 0, saved.Error);
        Assert.Contains("0 of 2 records would go to quarantine, and 0 would have rescued values", saved.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(lake.Datasets, "pageviews", "dataset.json")));
        Assert.Equal(0, (await lake.RunAsync("run", "--all")).Code);
        var row = Assert.Single((await lake.RunAsync("query", "SELECT page FROM pageviews WHERE ts > timestamp '2025-11-01 12:26:40'", "--format", "json")).Rows);
        Assert.Equal("/b", row.GetProperty("page").GetString());

        var again = await lake.RunAsync(infer);
        Assert.Equal(2, again.Code);
        Assert.Contains("is there already; --save does not overwrite it", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_of_generated_orders_fits_their_contract()
    {
        var datasets = Path.Combine(AppContext.BaseDirectory, "datasets");
        string[] where = ["--root", lake.Root, "--datasets", datasets];
        Assert.Equal(0, (await CliLake.RunWithInputAsync("", ["generate", "checkout", "--orders", "30", "--bad", "0", .. where])).Code);
        Assert.Equal(0, (await CliLake.RunWithInputAsync("", ["ingest", .. where])).Code);
        var found = (await CliLake.RunWithInputAsync("", ["schema", "diff", "checkout", "--format", "json", .. where])).Rows;
        Assert.All(found, row => Assert.Contains(row.GetProperty("finding").GetString(), (string[])["absent", "always-null"]));
        var inferred = await CliLake.RunWithInputAsync("", ["schema", "infer", "checkout", .. where]);
        using var document = System.Text.Json.JsonDocument.Parse(inferred.Out);
        Assert.Equal("bigint", document.RootElement.GetProperty("columns").GetProperty("Value").GetString());
        Assert.Equal("timestamp", document.RootElement.GetProperty("columns").GetProperty("LastChange").GetString());
        Assert.StartsWith(
            "array<struct<", document.RootElement.GetProperty("columns").GetProperty("Items").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_runs_again_and_leaves_other_folders_alone()
    {
        string[] demo = ["demo", "--root", lake.Root, "--datasets", Path.Combine(AppContext.BaseDirectory, "datasets")];
        for (var run = 0; run < 2; run++)
        {
            var result = await CliLake.RunWithInputAsync("", demo);
            Assert.Equal(0, result.Code);
            Assert.Contains("What lies in", result.Out, StringComparison.Ordinal);
            Assert.Contains("How many orders did each day bring", result.Out, StringComparison.Ordinal);
            Assert.Contains("Every record is accounted for.", result.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("error", result.Error, StringComparison.Ordinal);
            Assert.Contains(" 14118.80 ", result.Out, StringComparison.Ordinal);
            Assert.Contains(" 100.0 ", result.Out, StringComparison.Ordinal);
            if (run == 0) await TryNextAsync(result.Out);
        }

        File.Delete(Path.Combine(lake.Root, ".lake-demo"));
        var refused = await CliLake.RunWithInputAsync("", demo);
        Assert.Equal(2, refused.Code);
        Assert.True(Directory.Exists(Path.Combine(lake.Root, "stage")));
    }

    /// <summary>Runs each command that the demo says to try, as it is printed.</summary>
    private static async Task TryNextAsync(string demo)
    {
        var lines = demo[demo.IndexOf("Try next", StringComparison.Ordinal)..]
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.True(File.Exists(lines[0].Split('\'')[1]), lines[0]);
        Assert.Equal(5, lines.Length - 1);
        foreach (var line in lines[1..])
        {
            var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line).ToArray();
            Assert.Equal("lake", words[0]);
            var result = await CliLake.RunWithInputAsync("", words[1..]);
            Assert.Equal(0, result.Code);
            Assert.NotEmpty(result.Out);
        }
    }

    private static long Number(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).GetInt64();
}

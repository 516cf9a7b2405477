using Datalake.Generator;

namespace Datalake.EndToEnd.Tests;

/// <summary>The command from raw arrivals to the table.</summary>
public sealed class WholeRunTests : IDisposable
{
    private static readonly CheckoutGeneratorOptions Generated = new()
    {
        Orders = 650,
        RecordSize = 1500,
        Bad = 0.05,
        Duplicates = 0.1,
        Late = 0.1,
        Seed = 11,
        End = new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero),
    };

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_thousand_arrivals_of_one_record_and_a_few_of_many_and_compressed_ones_make_the_same_table()
    {
        var single = await RunAsync("single", Generated, [1, 0]);
        var lines = await RunAsync("lines", Generated with { PerObject = 200 }, [1, 0]);
        var zipped = await RunAsync("zipped", Generated with { PerObject = 50, Gzip = true }, [1, 0]);

        Assert.InRange(single.Counts.Arrivals, 2000, 3000);
        var rows = single.Lake.Consumable(withSource: false);
        Assert.Equal(single.Counts.Versions, rows.Count);
        Assert.Equal(rows, lines.Lake.Consumable(withSource: false));
        Assert.Equal(rows, zipped.Lake.Consumable(withSource: false));
    }

    [Fact]
    public async Task A_table_grows_hour_by_hour_as_arrivals_come_and_nothing_is_taken_twice()
    {
        var lake = new LakeFiles(folder["growing"]);
        var half = GeneratedRaw.Write(lake, Generated with { Orders = 100, Bad = 0 });
        await RunAsync(lake, 0, "run", "--all");
        Assert.Equal(half.Versions, lake.Consumable(withSource: true).Count);
        var all = GeneratedRaw.Write(lake, Generated with { Orders = 100, Bad = 0, Dataset = GeneratedDataset.Fulfillment });
        await RunAsync(lake, 0, "run", "--all");
        await RunAsync(lake, 0, "run", "--all");
        Assert.Equal(half.Versions, lake.Consumable(withSource: true).Count);
        Assert.Equal(half.Arrivals + all.Arrivals, lake.Ledger().Arrivals);
        await RunAsync(lake, 0, "status");
    }

    private async Task<(LakeFiles Lake, GenerationCounts Counts)> RunAsync(string name, CheckoutGeneratorOptions options, int[] codes)
    {
        var lake = new LakeFiles(folder[name]);
        var counts = GeneratedRaw.Write(lake, options);
        await RunAsync(lake, codes[0], "ingest");
        Assert.Equal((counts.Arrivals, counts.Records, counts.Records - counts.Bad, counts.Bad, 0), lake.Ledger());
        await RunAsync(lake, codes[1], "partition", "--all");
        lake.AssertAtRest();
        await RunAsync(lake, 0, "status");
        return (lake, counts);
    }

    private static async Task RunAsync(LakeFiles lake, int code, params string[] command)
    {
        await using var process = LakeProcess.Start(lake.Arguments(command));
        var ended = await process.Exited;
        Assert.True(ended == code, $"lake {command[0]} ended with {ended}: {process.Output}\n{process.Errors}");
    }
}

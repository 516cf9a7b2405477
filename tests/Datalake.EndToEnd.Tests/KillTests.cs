using Datalake.Generator;

namespace Datalake.EndToEnd.Tests;

/// <summary>Killed anywhere and started again, a lake ends with the tables of one that was left alone.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly CheckoutGeneratorOptions Generated = new()
    {
        Orders = 1500,
        RecordSize = 2500,
        PerObject = 12,
        Bad = 0.03,
        Duplicates = 0.1,
        Late = 0.05,
        Seed = 7,
        Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        End = new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero),
    };

    private const int Kills = 32;

    private readonly TestFolder folder = new();
    private readonly LakeFiles calm;
    private readonly LakeFiles killed;

    public KillTests()
    {
        calm = new LakeFiles(folder["calm"]);
        killed = new LakeFiles(folder["killed"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_many_times_in_ingest_and_partition_a_lake_ends_with_the_tables_of_one_left_alone()
    {
        var random = new Random(TestSeed.Next());
        var counts = GeneratedRaw.Write(calm, Generated);
        await RunAsync(calm, "ingest");
        await RunAsync(calm, "partition", "--all");

        var kills = 0;
        string[] ingest = killed.Arguments("ingest", "--buffer-mb", "1", "--buffer-seconds", "1", "--workers", "2");
        var points = IngestPoints().ToArray();
        var arrivals = calm.Find("raw");
        random.Shuffle(arrivals);
        foreach (var (point, more) in points.Zip(arrivals.Chunk(arrivals.Length / points.Length + 1)))
        {
            // New arrivals each time, so that each process meets something to do.
            foreach (var path in more) Copy(path, Path.Combine(killed.Root, Path.GetRelativePath(calm.Root, path)));
            if (await KillAsync(ingest, point)) kills++;
            if (await KillAsync(ingest, AtMore("structured_json", "*.json", random.Next(1, 40)))) kills++;
            if (await KillAsync(ingest, AtMore("_state/pending", "*", random.Next(1, 8)))) kills++;
        }

        await RunAsync(killed, "ingest", "--buffer-mb", "1");
        killed.AssertAtRest();
        Assert.Equal(counts.Records, killed.Ledger().Records);
        Assert.Equal(counts.Bad, killed.Ledger().Quarantined);
        Assert.Equal(calm.Stage(), killed.Stage());

        string[] partition = killed.Arguments("partition", "--all");
        foreach (var point in PartitionPoints())
        {
            if (await KillAsync(partition, point)) kills++;
            if (await KillAsync(partition, AtMore("_state/partition", "*", random.Next(1, 12)))) kills++;
        }

        await RunAsync(killed, "partition", "--all");
        await AssertSameAsync(counts);

        // A finished hour has nothing to insert; a rebuild does all of it again, and replaces what is there.
        string[] rebuild = killed.Arguments("rebuild", "checkout");
        foreach (var point in PartitionPoints())
        {
            if (await KillAsync(rebuild, point)) kills++;
        }

        // A process may end before its kill comes; go on until there were enough.
        for (var tries = 0; kills < Kills; tries++)
        {
            Assert.True(tries < 500, $"Only {kills} kills met a process at work.");
            if (await KillAsync(rebuild, AtMore("_state/partition", "*", random.Next(1, 12)))) kills++;
        }

        await RunAsync(killed, "partition", "--all");
        await AssertSameAsync(counts);
        TestContext.Current.SendDiagnosticMessage($"{kills} kills");
    }

    private async Task AssertSameAsync(GenerationCounts counts)
    {
        killed.AssertAtRest();
        var oneHour = killed.Hours == 1 && calm.Hours == 1;
        Assert.Equal(counts.Versions, killed.Consumable(oneHour).Count);
        Assert.True(calm.Consumable(oneHour).SequenceEqual(killed.Consumable(oneHour)), "The tables differ.");
        await using var status = LakeProcess.Start(killed.Arguments("status"));
        Assert.True(await status.Exited == 0, $"{status.Output}\n{status.Errors}");
    }

    private IEnumerable<Func<Func<bool>>> IngestPoints()
    {
        yield return AtMore("structured_json", "*.json", 1);
        yield return AtMore("_state/pending", "*.ndjson", 1);
        yield return AtMore("quarantine", "*.ndjson", 1);
        yield return AtMore("_state/pending", "*.parquet", 1);
        yield return AtMore("_state/pending", "*.parquet", 3);
        yield return AtMore("_state/commits", "*.ndjson", 1);
        yield return AtMore("stage", "*.parquet", 1);
    }

    private IEnumerable<Func<Func<bool>>> PartitionPoints()
    {
        yield return AtMore("_state/partition", "*.parquet", 1);
        yield return AtMore("_state/partition", "*.parquet", 9);
        yield return AtMore("consumable_tables", "*.parquet", 1);
        yield return AtMore("consumable_tables", "*.parquet", 5);
        yield return AtMore("consumable_tables", "*.json", 1);
        yield return () =>
        {
            var before = killed.Count("_state/finished");
            return () => killed.Count("_state/finished") != before;
        };
    }

    /// <summary>When so many files are new or written again since the process began; what a kill before it left does not count.</summary>
    private Func<Func<bool>> AtMore(string relative, string pattern, int more) => () =>
    {
        var before = Written(relative, pattern).ToHashSet();
        return () => Written(relative, pattern).Count(file => !before.Contains(file)) >= more;
    };

    private IEnumerable<(string Path, DateTime Written)> Written(string relative, string pattern) =>
        killed.Find(relative, pattern).Select(path => (path, File.GetLastWriteTimeUtc(path)));

    /// <summary>Starts a command and kills it at a point. False when it ended before.</summary>
    private static async Task<bool> KillAsync(string[] arguments, Func<Func<bool>> point)
    {
        var reached = point();
        await using var process = LakeProcess.Start(arguments);
        if (await Poll.UntilAsync(reached, () => !process.HasExited)) process.Kill();
        var code = await process.Exited;
        Assert.True(code is 0 or 1 or TestProcess.Killed, $"Exit code {code}: {process.Errors}");
        return code == TestProcess.Killed;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static async Task RunAsync(LakeFiles lake, params string[] command)
    {
        await using var process = LakeProcess.Start(lake.Arguments(command));
        var code = await process.Exited;
        Assert.True(code is 0 or 1, $"Exit code {code}: {process.Errors}");
    }
}

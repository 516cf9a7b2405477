using Datalake.Generator;

namespace Datalake.EndToEnd.Tests;

/// <summary>Promise 5: killed anywhere and started again, a lake ends with the tables of one that was left alone.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly CheckoutGeneratorOptions Generated = new()
    {
        Orders = 1500, RecordSize = 2500, PerObject = 12, Bad = 0.03, Duplicates = 0.1, Late = 0.05, Seed = 7, Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), End = new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero),
    };

    private readonly TestFolder folder = new();
    private readonly LakeFiles calm;
    private readonly LakeFiles killed;
    private readonly int seed = Environment.GetEnvironmentVariable("LAKE_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);

    public KillTests()
    {
        calm = new LakeFiles(folder["calm"]);
        killed = new LakeFiles(folder["killed"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_many_times_in_ingest_and_partition_a_lake_ends_with_the_tables_of_one_left_alone()
    {
        TestContext.Current.SendDiagnosticMessage($"LAKE_TEST_SEED={seed}");
        var random = new Random(seed);
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
            if (await KillAsync(ingest, After(random.Next(100, 700)))) kills++;
            if (await KillAsync(ingest, After(random.Next(300, 1500)))) kills++;
        }

        await RunAsync(killed, "ingest", "--buffer-mb", "1");
        killed.AssertAtRest();
        Assert.Equal(counts.Records, killed.Books().Records);
        Assert.Equal(counts.Bad, killed.Books().Quarantined);
        Assert.Equal(calm.Stage(), killed.Stage());

        string[] partition = killed.Arguments("partition", "--all");
        foreach (var point in PartitionPoints())
        {
            if (await KillAsync(partition, point)) kills++;
            if (await KillAsync(partition, After(random.Next(100, 800)))) kills++;
        }

        await RunAsync(killed, "partition", "--all");
        await AssertSameAsync(counts);

        // Once more over finished hours: each rename of old and new is a place to die.
        var hours = killed.Find("_state/finished").Select(path => Path.GetFileNameWithoutExtension(path)).ToArray();
        foreach (var hour in hours)
        {
            foreach (var point in PartitionPoints())
            {
                if (await KillAsync(killed.Arguments("partition", "--hour", hour), point)) kills++;
            }
        }

        // How many of them met a process at work is a matter of timing; go on until they are enough.
        for (var tries = 0; kills < 32 && tries < 60; tries++)
        {
            if (await KillAsync(killed.Arguments("partition", "--hour", hours[0]), After(random.Next(200, 600)))) kills++;
        }

        await RunAsync(killed, "partition", "--all");
        await AssertSameAsync(counts);
        TestContext.Current.SendDiagnosticMessage($"{kills} kills");
        Assert.True(kills >= 30, $"Only {kills} kills met a process at work. Seed {seed}.");
    }

    private async Task AssertSameAsync(GenerationCounts counts)
    {
        killed.AssertAtRest();
        var oneHour = killed.Hours == 1 && calm.Hours == 1;
        Assert.Equal(counts.Versions, killed.Consumable(oneHour).Count);
        Assert.True(calm.Consumable(oneHour).SequenceEqual(killed.Consumable(oneHour)), $"The tables differ. Seed {seed}.");
        using var status = new LakeProcess(killed.Arguments("status"));
        Assert.True(await status.WaitAsync() == 0, $"{status.Output}{status.Errors} Seed {seed}.");
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
        yield return () => () => Directory.Exists(Path.Combine(killed.Root, "_state", "partition")) && Directory.GetDirectories(Path.Combine(killed.Root, "_state", "partition"), "old", SearchOption.AllDirectories).Length > 0;
        yield return AtMore("consumable_tables", "*.parquet", 1);
        yield return AtMore("consumable_tables", "*.parquet", 5);
        yield return () =>
        {
            var before = killed.Count("_state/finished");
            return () => killed.Count("_state/finished") != before;
        };
    }

    /// <summary>When there are so many more files than when the process began.</summary>
    private Func<Func<bool>> AtMore(string relative, string pattern, int more) => () =>
    {
        var before = killed.Count(relative, pattern);
        return () => killed.Count(relative, pattern) >= before + more;
    };

    private static Func<Func<bool>> After(int milliseconds) => () =>
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        return () => watch.ElapsedMilliseconds >= milliseconds;
    };

    /// <summary>Starts a command and kills it at a point. False when it ended before.</summary>
    private static async Task<bool> KillAsync(string[] arguments, Func<Func<bool>> point)
    {
        var reached = point();
        using var process = new LakeProcess(arguments);
        while (!process.HasExited)
        {
            bool now;
            try
            {
                now = reached();
            }
            catch (IOException)
            {
                continue;
            }

            if (now) return await process.KillAsync();
            Thread.Sleep(1);
        }

        var code = await process.WaitAsync();
        Assert.True(code is 0 or 1, $"Exit code {code}: {process.Errors}");
        return false;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static async Task RunAsync(LakeFiles lake, params string[] command)
    {
        using var process = new LakeProcess(lake.Arguments(command));
        var code = await process.WaitAsync();
        Assert.True(code is 0 or 1, $"Exit code {code}: {process.Errors}");
    }
}

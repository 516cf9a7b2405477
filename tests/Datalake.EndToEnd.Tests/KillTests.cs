using System.Globalization;
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

    /// <summary>The environment variable that sets how many times a process is killed.</summary>
    private const string Variable = "DATALAKE_KILLS";

    private const int DefaultKills = 100;

    // So many of the arrivals are kept for the rounds of all commands.
    private const double KeptForRounds = 0.5;

    private static readonly int Kills = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : DefaultKills;

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
    public async Task Killed_many_times_in_every_command_that_writes_a_lake_ends_with_the_tables_of_one_left_alone()
    {
        var random = new Random(TestSeed.Next());
        var counts = GeneratedRaw.Write(calm, Generated);
        await RunAsync(calm, "ingest");
        await RunAsync(calm, "partition", "--all");
        Assert.Equal(counts.Records, calm.Ledger().Records);
        Assert.Equal(counts.Bad, calm.Ledger().Quarantined);
        Assert.Equal(counts.Versions, calm.Consumable(withSource: true).Count);

        var kills = 0;
        string[] ingest = killed.Arguments("ingest", "--buffer-mb", "1", "--buffer-seconds", "1", "--workers", "2");
        var points = IngestPoints().ToArray();
        var arrivals = calm.Find("raw");
        random.Shuffle(arrivals);
        var later = new Queue<string>(arrivals[..(int)(arrivals.Length * KeptForRounds)]);
        var first = arrivals[later.Count..];
        foreach (var (point, more) in points.Zip(first.Chunk(first.Length / points.Length + 1)))
        {
            // New arrivals each time, so that each process meets something to do.
            foreach (var path in more) Copy(path, Path.Combine(killed.Root, Path.GetRelativePath(calm.Root, path)));
            if (await KillAsync(ingest, point)) kills++;
            if (await KillAsync(ingest, AtMore("structured_json", "*.json", random.Next(1, 40)))) kills++;
            if (await KillAsync(ingest, AtMore("_state/pending", "*", random.Next(1, 8)))) kills++;
        }

        // All commands in rounds, with a few new arrivals in each, so that there is something to insert, to compact and to delete.
        string[] partition = killed.Arguments("partition", "--all");
        string[] compact = killed.Arguments("compact", "checkout");
        string[] vacuum = killed.Arguments("vacuum", "checkout", "--retention-days", "0");
        string[] rebuild = killed.Arguments("rebuild", "checkout");
        var orders = calm.Orders().ToArray();
        random.Shuffle(orders);
        var erased = new List<string>();
        for (var round = 0; kills < Kills || later.Count > 0; round++)
        {
            Assert.True(round < 10 * Kills, $"Only {kills} kills met a process at work.");
            var share = Math.Max(1, later.Count * 8 / Math.Max(8, Kills - kills));
            for (var count = 0; count < share && later.TryDequeue(out var path); count++)
                Copy(path, Path.Combine(killed.Root, Path.GetRelativePath(calm.Root, path)));
            if (await KillAsync(ingest, Choose(IngestPoints()))) kills++;
            if (await KillAsync(partition, Choose(PartitionPoints()))) kills++;
            await RunAsync(killed, "run", "--all");
            if (await KillAsync(compact, Choose(CompactPoints()))) kills++;
            if (await KillAsync(vacuum, AtFewer("consumable_tables", random.Next(1, 6)))) kills++;
            if (round % 3 == 0 && await KillAsync(rebuild, Choose(PartitionPoints()))) kills++;
            if (round % 3 == 1)
            {
                erased.Add(orders[erased.Count]);
                if (await KillAsync(killed.Arguments("erase", "--dataset", "checkout", "--where", Where(erased[^1])), Choose(ErasePoints()))) kills++;
            }

            killed.AssertTableIsWhole();
        }

        // An erasure that was killed is done or not. Asked for again it is done, also of what came in between.
        await RunAsync(killed, "run", "--all");
        File.WriteAllLines(folder["requests.ndjson"], erased.Select(order => $$"""{"dataset":"checkout","where":"{{Where(order)}}"}"""));
        foreach (var lake in (LakeFiles[])[calm, killed])
        {
            await RunAsync(lake, "erase", "--from-file", folder["requests.ndjson"]);
            Assert.Equal(orders[erased.Count..].Order(StringComparer.Ordinal), lake.Orders().Order(StringComparer.Ordinal));
        }

        Assert.Equal(calm.Ledger().Quarantined, killed.Ledger().Quarantined);
        Assert.Equal(calm.Stage(), killed.Stage());
        // Of a record that came twice, the one stays that a round brought first; made again at once, the table keeps the same as the other.
        await AssertSameAsync(withSource: false);
        foreach (var command in (string[][])[compact, vacuum, rebuild]) await RunToEndAsync(command);
        await AssertSameAsync(withSource: killed.Hours == 1 && calm.Hours == 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {erased.Count} orders erased");

        Func<Func<bool>> Choose(IEnumerable<Func<Func<bool>>> all) => all.ElementAt(random.Next(all.Count()));
    }

    private async Task AssertSameAsync(bool withSource)
    {
        killed.AssertAtRest();
        Assert.True(
            calm.Consumable(withSource).SequenceEqual(killed.Consumable(withSource)),
            $"The tables differ: {string.Join(", ", calm.ColumnsThatDiffer(killed))} (with sources: {withSource}).");
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

    private IEnumerable<Func<Func<bool>>> CompactPoints()
    {
        yield return AtMore("_state/partition", "*", 1);
        yield return AtMore("_state/partition", "*.parquet", 2);
        yield return AtMore("consumable_tables", "*.parquet", 1);
        yield return AtMore("consumable_tables", "*.json", 1);
        yield return AtMore("consumable_tables", "*.json", 3);
    }

    private IEnumerable<Func<Func<bool>>> ErasePoints()
    {
        yield return AtMore("_state/erasures/pending", "*", 1);
        yield return AtMore("_state/erasures/pending", "*", 12);
        yield return AtMore("_state/erasures/pending", "journal.json", 1);
        yield return AtMore("_state/erasures/list", "*", 1);
        yield return AtMore("_state/commits", "*", 1);
        yield return AtMore("consumable_tables", "*", 1);
    }

    private static string Where(string order) => $"OrderId = '{order}'";

    /// <summary>When so many files are gone since the process began.</summary>
    private Func<Func<bool>> AtFewer(string relative, int fewer) => () =>
    {
        var before = killed.Count(relative, "*.parquet");
        return () => killed.Count(relative, "*.parquet") <= before - fewer;
    };

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

    private static Task RunAsync(LakeFiles lake, params string[] command) => RunToEndAsync(lake.Arguments(command));

    private static async Task RunToEndAsync(string[] arguments)
    {
        await using var process = LakeProcess.Start(arguments);
        var code = await process.Exited;
        Assert.True(code is 0 or 1, $"lake {arguments[0]} ended with {code}: {process.Errors}");
    }
}

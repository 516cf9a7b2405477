using System.Globalization;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Delivery;

/// <summary>Random sequences of what happens to a lake, crashes among it, against a model that is a dictionary.</summary>
public sealed class DeliveryModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_stage_holds_each_version_of_each_arrival_once_and_the_table_each_record_once(int seed)
    {
        var random = new Random(seed);
        using var lake = new TestLake
        {
            Configure = options =>
                options with
                {
                    Buffer = new DeliveryBufferOptions
                    {
                        Bytes = random.Next(1, 4) * 1024,
                        FilesPerCommit = random.Next(1, 3),
                        Records = random.Next(5, 50),
                    },
                },
        };
        var model = new Model();
        for (var step = 0; step < 14; step++)
        {
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    for (var i = random.Next(1, 8); i > 0; i--) model.Drop(lake, random);
                    break;
                case 3:
                    await StopIngestAsync(lake, random);
                    break;
                case 4:
                    Unpublish(lake, random);
                    break;
                case 5:
                    Uncommit(lake);
                    break;
                case 6:
                    DamageCheckpoint(lake, random);
                    break;
                case 7:
                    lake.Time.Advance(TimeSpan.FromMinutes(random.Next(5, 90)));
                    break;
                default:
                    Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
                    break;
            }

            model.SeeWhatIsTaken(lake);
        }

        var report = await lake.IngestAsync();
        model.SeeWhatIsTaken(lake);
        Assert.Equal(0, report.Changed);
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
        Assert.Equal(model.Stage(), lake.Stage("orderid, value, _source").Order(StringComparer.Ordinal));

        lake.Time.Advance(TimeSpan.FromHours(1));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        Assert.Equal(model.Consumable(), lake.Consumable().Order(StringComparer.Ordinal));
        Assert.Empty(lake.Files("_state/pending"));
        Assert.Empty(lake.Files("_state/writing"));
    }

    /// <summary>The process ends between two arrivals; what is not committed is gone.</summary>
    private static async Task StopIngestAsync(TestLake lake, Random random)
    {
        using var stop = new CancellationTokenSource();
        var after = random.Next(1, 12);
        await using var open = lake.Open();
        try
        {
            await open.IngestAsync(new StopAfter(after, stop), stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>
    /// The process was killed after a commit and before it put (all of) its files in place. Only the last commit can be so.
    /// </summary>
    private static void Unpublish(TestLake lake, Random random)
    {
        if (Last(lake) is not { } commit) return;
        foreach (var file in commit.Files.Where(file => File.Exists(lake.PathOf(file.Key)) && random.Next(3) > 0))
            File.Move(lake.PathOf(file.Key), lake.PathOf($"_state/pending/{file.Pending}"));
        File.WriteAllText(lake.PathOf($"_state/pending/orders~{commit.Id}~2026112009-9.ndjson"), "{\"open\":");
    }

    /// <summary>The process was killed just before a commit: its files wait, its arrivals are not done.</summary>
    private static void Uncommit(TestLake lake)
    {
        // Where the partition routine has seen the files the commit was there; it cannot be undone any more.
        if (
            Last(lake) is not { } commit
            || lake.Files("_state/finished")
                .Any(mark => commit.Files.Any(file => File.ReadAllText(lake.PathOf(mark)).Contains(file.Key, StringComparison.Ordinal)))
        )
            return;
        foreach (var file in commit.Files.Where(file => File.Exists(lake.PathOf(file.Key))))
            File.Move(lake.PathOf(file.Key), lake.PathOf($"_state/pending/{file.Pending}"));
        File.Delete(lake.PathOf(lake.Files("_state/commits")[^1]));
    }

    /// <summary>A power failure: of what was not synced, an end is missing or holds something else.</summary>
    private static void DamageCheckpoint(TestLake lake, Random random)
    {
        var path = lake.PathOf("_state/commits.checkpoint");
        if (!File.Exists(path)) return;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var at = random.NextInt64(RandomAccess.GetLength(file) + 1);
        if (random.Next(2) == 0) RandomAccess.SetLength(file, at);
        else RandomAccess.Write(file, new byte[random.Next(1, 40)], at);
    }

    private static Commit? Last(TestLake lake) => Model.Commits(lake).LastOrDefault();

    private sealed class StopAfter(int arrivals, CancellationTokenSource stop) : IProgress<Datalake.Embedded.Ingestion.IngestReport>
    {
        public void Report(Datalake.Embedded.Ingestion.IngestReport value)
        {
            if (value.Arrivals >= arrivals) stop.Cancel();
        }
    }

    private sealed class Model
    {
        private readonly Dictionary<string, List<(string Id, int Value)>> raw = [];
        private readonly Dictionary<(string Key, string Version), List<(string Id, int Value)>> taken = [];
        private int writes;

        public void Drop(TestLake lake, Random random)
        {
            // Few keys and few values, so that arrivals are replaced and records repeat.
            var key = $"orders/{random.Next(12)}";
            var records = Enumerable.Range(0, random.Next(1, 6)).Select(_ => ($"o{random.Next(10)}", random.Next(4))).ToList();
            raw[key] = records;
            lake.Drop(
                key, string.Concat(records.Select(record => Contracts.Order(record.Item1, "2026-11-19T10:00:00Z", record.Item2) + "\n")));
            File.SetLastWriteTimeUtc(lake.PathOf($"raw/{key}"), new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++writes));
        }

        /// <summary>Which versions are done is the lake's to say, by its commits; what must be in the tables follows from it.</summary>
        public void SeeWhatIsTaken(TestLake lake)
        {
            var committed = Commits(lake).SelectMany(commit => commit.Entries).ToList();
            Assert.Equal(committed.Count, committed.Select(entry => (entry.Key, entry.Version)).Distinct().Count());
            foreach (var gone in taken.Keys.Except(committed.Select(entry => (entry.Key, entry.Version))).ToList()) taken.Remove(gone);
            foreach (var entry in committed.Where(entry => !taken.ContainsKey((entry.Key, entry.Version))))
            {
                Assert.Equal(raw[entry.Key].Count, entry.Delivered);
                taken[(entry.Key, entry.Version)] = raw[entry.Key];
            }
        }

        public IEnumerable<string> Stage() =>
            taken
                .SelectMany(arrival =>
                    arrival.Value.Select(
                        (record, line) =>
                            $"{{'orderid': {record.Id}, 'value': {record.Value}, '_source': {Source(arrival.Key.Key, arrival.Value.Count, line + 1)}}}"
                    )
                )
                .Order(StringComparer.Ordinal);

        public IEnumerable<string> Consumable() =>
            taken
                .Values.SelectMany(records => records)
                .Distinct()
                .Select(record => $"{{'orderid': {record.Id}, 'value': {record.Value}}}")
                .Order(StringComparer.Ordinal);

        public static List<Commit> Commits(TestLake lake) =>
            [.. lake.Files("_state/commits").Select(file =>
            {
                var lines = File.ReadAllLines(lake.PathOf(file));
                var head = System.Text.Json.JsonSerializer.Deserialize(lines[0], CommitJson.Default.CommitHead)!;
                        return new Commit(
                            head.Id,
                            head.Dataset,
                            head.Files,
                            [
                                .. lines
                                    .Skip(1)
                                    .Select(line => System.Text.Json.JsonSerializer.Deserialize(line, CommitJson.Default.CommitEntry)!),
                            ]
                        );
            })];

        private static string Source(string key, int records, int line) =>
            records == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}#{line}");
    }
}

using System.Globalization;
using System.Text;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries;

/// <summary>Eight readers query a table while hours are inserted, compacted, vacuumed and rebuilt.</summary>
public sealed class ReadersBesideWritersTests : IDisposable
{
    private const int Readers = 8;
    private const int Rounds = 4;
    private const int Days = 6;

    private static readonly string[] Queries =
    [
        "SELECT count(*) || '|' || sum(value) FROM orders",
        "SELECT count(*) || '|' || sum(value) FROM orders_current",
        "SELECT count(*) || '|' || sum(value) FROM orders WHERE lastchange < timestamp '2026-11-03'",
        "SELECT (SELECT count(*) FROM orders) || '|' || (SELECT sum(record_count) FROM \"orders$files\")",
        "SELECT count(*) || '|' || count(DISTINCT b.orderid) FROM orders AS a JOIN orders AS b USING (orderid, lastchange)",
    ];

    private readonly TestLake lake = new();
    private readonly HashSet<string>[] answers = [.. Queries.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
    private readonly TaskCompletionSource[] passed = new TaskCompletionSource[Readers];
    private volatile bool isWritten;

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Every_answer_is_that_of_a_version()
    {
        // Files have the time of the machine; a vacuum deletes those that are old by the clock of the lake.
        lake.Time.Advance(TimeSpan.FromDays(36_500));
        await InsertAsync(0);
        var readers = Enumerable.Range(0, Readers).Select(number => Task.Run(() => Read(number), Test.Token)).ToArray();
        try
        {
            for (var round = 1; round <= Rounds && Array.TrueForAll(readers, reader => !reader.IsFaulted); round++)
            {
                await InsertAsync(round);
                await using var open = lake.Open();
                var orders = open.Catalog.Find("orders")!;
                if (round % 2 == 0) await open.RebuildAsync(orders, new RebuildOptions(), Test.Token);
                else Assert.NotEmpty(await open.CompactAsync(orders, null, Test.Token));

                // A query that began before may need the files that vacuum deletes: that is what the retention is for.
                await Task.WhenAny(Task.WhenAll(Enumerable.Range(0, Readers).Select(PassAsync)), Task.WhenAny(readers));
                lake.Time.Advance(TimeSpan.FromMinutes(1));
                Assert.NotEmpty(await open.VacuumAsync(orders, TimeSpan.Zero, isDryRun: false, Test.Token));
            }
        }
        finally
        {
            isWritten = true;
        }

        await Task.WhenAll(readers);
        Assert.All(await Task.WhenAll(readers), count => Assert.True(count > 0));
    }

    // Ends when the query that a reader has begun before has ended.
    private Task PassAsync(int reader)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref passed[reader], ended);
        return ended.Task;
    }

    private int Read(int number)
    {
        using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(lake.Catalog), new EngineOptions { Threads = 1 });
        var count = 0;
        for (var before = 0L; !isWritten || count < Queries.Length; count++)
        {
            var waits = Volatile.Read(ref passed[number]);
            var query = (number + count) % Queries.Length;
            var answer = Assert.Single(QueryLake.Query(reader, Queries[query]));
            lock (answers) Assert.Contains(answer, answers[query]);
            if (query == 0)
            {
                // A version is never older than the one of the query before.
                var rows = long.Parse(answer.Split('|')[0], CultureInfo.InvariantCulture);
                Assert.True(rows >= before, $"{rows} rows after {before}");
                before = rows;
            }

            waits?.TrySetResult();
        }

        return count;
    }

    // A change of each entity on each of the days, and what queries answer from then on.
    private async Task InsertAsync(int round)
    {
        var records = new StringBuilder();
        for (var day = 1; day <= Days; day++)
            records.AppendLine(Contracts.Order($"o{day}", $"2026-11-{day:00}T{round:00}:00:00Z", value: 1 << round));
        lake.Drop($"orders/{round}", records.ToString());
        lake.Time.Advance(TimeSpan.FromHours(1));
        var (rows, sum) = ((round + 1) * Days, ((1 << (round + 1)) - 1) * Days);
        lock (answers)
        {
            answers[0].Add($"{rows}|{sum}");
            answers[1].Add($"{Days}|{Days << round}");
            answers[2].Add($"{rows / Days * 2}|{sum / Days * 2}");
            answers[3].Add($"{rows}|{rows}");
            answers[4].Add($"{rows}|{Days}");
        }

        await lake.IngestAsync();
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
    }
}

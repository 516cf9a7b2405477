using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Partitioning;

/// <summary>A run reads the stage files that the completion marker of its hour does not cover, and a named hour is read whole.</summary>
public sealed class CoveredFileTests : IDisposable
{
    private const string Hour = "2026112009";

    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_run_reads_new_stage_files_only_and_a_named_hour_all()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await RunAsync();
        var covered = lake.PathOf(Assert.Single(lake.StageFiles()));
        var held = await File.ReadAllBytesAsync(covered, Test.Token);
        await TakeAsync("2", Contracts.Order("b", "2026-11-18T10:00:00Z"));

        // The table has the file by a hard link, so it is replaced, not changed.
        File.Delete(covered);
        await File.WriteAllTextAsync(covered, "not read", Test.Token);
        var marker = await RunAsync();
        Assert.Equal((2, 2, 0), (marker.Rows, marker.Written, marker.Duplicates));
        Assert.Equal(["2026-11-18", "2026-11-19"], marker.Days);
        Assert.Equal(2, marker.StageFiles.Count);
        Assert.Contains(covered, Assert.Single(await lake.PartitionAsync(Hour)).Failure, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(covered, held, Test.Token);
        var named = Assert.Single(await lake.PartitionAsync(Hour)).Finished!;
        Assert.Equal((2, 2, 0), (named.Rows, named.Written, named.Duplicates));
        Assert.Equal(marker.Days, named.Days);
        Assert.Equal(["a", "b"], Ids());
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task The_counts_of_runs_add_up_to_those_of_a_run_that_reads_the_whole_hour()
    {
        var random = new Random(TestSeed.Next());
        CompletionMarker? last = null;
        for (var file = 0; file < 12; file++)
        {
            var orders = Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
                Contracts.Order($"{random.Next(12)}", $"2026-11-{random.Next(10, 13)}T10:00:00Z", random.Next(2)));
            await TakeAsync($"{file:d2}", string.Join('\n', orders));
            if (random.Next(3) > 0) last = await RunAsync();
        }

        last = await RunAsync(last);
        var whole = Assert.Single(await lake.PartitionAsync(Hour)).Finished!;
        Assert.Equal((whole.Rows, whole.Written, whole.Duplicates), (last.Rows, last.Written, last.Duplicates));
        Assert.Equal(whole.Days, last.Days);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task A_record_that_a_covered_file_holds_too_is_written_once_by_count_as_well()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await RunAsync();
        var covered = lake.PathOf(Assert.Single(lake.StageFiles()));
        File.Copy(covered, covered.Replace(".parquet", "-again.parquet", StringComparison.Ordinal));

        var marker = await RunAsync();

        Assert.Equal((2, 1, 1), (marker.Rows, marker.Written, marker.Duplicates));
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public async Task A_run_that_was_cut_short_before_its_marker_is_counted_once()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await RunAsync();
        var marker = lake.PathOf($"_state/finished/orders/{Hour}.json");
        var held = await File.ReadAllBytesAsync(marker, Test.Token);
        await TakeAsync("2", Contracts.Order("b", "2026-11-18T10:00:00Z"));
        await RunAsync();
        await File.WriteAllBytesAsync(marker, held, Test.Token);

        var again = await RunAsync();

        Assert.Equal((2, 2, 0), (again.Rows, again.Written, again.Duplicates));
        Assert.Equal(["a", "b"], Ids());
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    private IEnumerable<string> Ids() => lake.Consumable("orderid").Select(row => row["{'orderid': ".Length..^1]);

    private async Task TakeAsync(string name, string records)
    {
        lake.Drop($"orders/{name}", records);
        Assert.Equal(0, (await lake.IngestAsync()).Quarantined);
    }

    private async Task<CompletionMarker> RunAsync(CompletionMarker? ifNoneIsDue = null)
    {
        var outcomes = await lake.PartitionAsync();
        if (outcomes.Count == 0 && ifNoneIsDue is not null) return ifNoneIsDue;
        Assert.Null(Assert.Single(outcomes).Failure);
        return outcomes[0].Finished!;
    }
}

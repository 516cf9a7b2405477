using Datalake.Embedded.Tests.Checking;
using Datalake.Quarantining;

namespace Datalake.Embedded.Tests.Ingestion;

/// <summary>Letting go of what will never be read, without losing count of it.</summary>
public sealed class DiscardTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Discarded_entries_are_gone_and_stay_counted()
    {
        await QuarantineAsync();

        Assert.Equal(2, await DiscardAsync(entry => entry.Rule == "truncated"));

        Assert.Equal("not-an-object", Assert.Single(await lake.QuarantineAsync()).Rule);
        await StatusIsAsync(quarantined: 1, discarded: 2);
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
        Assert.Equal(0, await DiscardAsync(entry => entry.Rule == "truncated"));
        Assert.Equal(1, await DiscardAsync(_ => true));
        await StatusIsAsync(quarantined: 0, discarded: 3);
    }

    [Fact]
    public async Task A_discard_cut_short_between_its_books_and_the_removal_is_counted_once_and_never_replayed()
    {
        await QuarantineAsync();
        var kept = lake.Files("quarantine").ToDictionary(file => file, file => File.ReadAllBytes(lake.PathOf(file)));
        await DiscardAsync(_ => true);
        foreach (var (file, content) in kept) await File.WriteAllBytesAsync(lake.PathOf(file), content, Test.Token);

        await StatusIsAsync(quarantined: 0, discarded: 3);
        Assert.Equal(0, (await lake.ReplayAsync()).Tried);
        Assert.Equal(0, await DiscardAsync(_ => true));
        Assert.Empty(await lake.QuarantineAsync());
        await StatusIsAsync(quarantined: 0, discarded: 3);
    }

    [Fact]
    public async Task The_entry_of_an_arrival_that_is_not_done_is_discarded_without_a_count_and_comes_again_with_it()
    {
        await QuarantineAsync();
        Directory.Delete(lake.PathOf("_state/commits"), recursive: true);
        Directory.Delete(lake.PathOf("stage"), recursive: true);

        Assert.Equal(3, await DiscardAsync(_ => true));
        await StatusIsAsync(quarantined: 0, discarded: 0);

        Assert.Equal(3, (await lake.IngestAsync()).Quarantined);
        await StatusIsAsync(quarantined: 3, discarded: 0);
    }

    [Fact]
    public async Task Some_entries_of_an_arrival_that_is_not_done_are_discarded_without_a_count_too()
    {
        await QuarantineAsync();
        Directory.Delete(lake.PathOf("_state/commits"), recursive: true);
        Directory.Delete(lake.PathOf("stage"), recursive: true);

        Assert.Equal(2, await DiscardAsync(entry => entry.Rule == "truncated"));

        Assert.Equal("not-an-object", Assert.Single(await lake.QuarantineAsync()).Rule);
        Assert.Equal(3, (await lake.IngestAsync()).Quarantined);
        await StatusIsAsync(quarantined: 3, discarded: 0);
    }

    [Fact]
    public async Task What_a_run_left_that_was_cut_short_before_it_counted_is_not_found_again()
    {
        await QuarantineAsync();
        var first = lake.Files("quarantine").Single();
        var content = await File.ReadAllBytesAsync(lake.PathOf(first), Test.Token);
        await DiscardAsync(entry => entry.Rule == "truncated");

        // As it was when the next object was written and the discard log was not.
        await File.WriteAllBytesAsync(lake.PathOf(first), content, Test.Token);
        Directory.Delete(lake.PathOf("_state/discarded"), recursive: true);
        await StatusIsAsync(quarantined: 3, discarded: 0);
        Assert.Equal(3, (await lake.QuarantineAsync()).Count);

        Assert.Equal(3, await DiscardAsync(_ => true));
        Assert.Empty(lake.Files("quarantine"));
        await StatusIsAsync(quarantined: 0, discarded: 3);
    }

    [Fact]
    public async Task What_was_discarded_before_objects_held_many_entries_is_counted()
    {
        await QuarantineAsync();
        var old = await SplitAsync();
        await File.WriteAllTextAsync(
            Directory.CreateDirectory(lake.PathOf("_state/discarded/orders")) + "/20261120T093000000-0000.ndjson",
            $$"""{"key":"{{old[0].Key}}","rule":"truncated","source":"orders/mixed","version":"{{old[0].Entry.Version}}","record":2}"""
                + "\n",
            Test.Token
        );

        await StatusIsAsync(quarantined: 2, discarded: 1);
        Assert.Equal(2, await DiscardAsync(_ => true));
        Assert.Empty(lake.Files("quarantine"));
        await StatusIsAsync(quarantined: 0, discarded: 3);
    }

    [Fact]
    public async Task What_was_discarded_is_not_counted_while_the_commit_of_its_arrival_is_away()
    {
        await QuarantineAsync();
        await DiscardAsync(_ => true);
        Directory.Delete(lake.PathOf("_state/commits"), recursive: true);
        Directory.Delete(lake.PathOf("stage"), recursive: true);

        await StatusIsAsync(quarantined: 0, discarded: 0);
        await lake.IngestAsync();
        await StatusIsAsync(quarantined: 0, discarded: 3);
    }

    private async Task QuarantineAsync()
    {
        lake.Drop("orders/mixed", Contracts.Order("1", "2026-11-19T10:00:00Z") + "\n{\"OrderId\":\n[1]\n{\n");
        Assert.Equal(3, (await lake.IngestAsync()).Quarantined);
    }

    private async Task<long> DiscardAsync(Func<QuarantineEntry, bool> choose) => (await lake.DiscardAsync(choose)).Discarded;

    /// <summary>Writes the entries as a lake did before: one object each.</summary>
    private async Task<List<(string Key, QuarantineEntry Entry)>> SplitAsync()
    {
        var entries = await lake.QuarantineAsync();
        var file = lake.Files("quarantine").Single();
        var lines = await File.ReadAllLinesAsync(lake.PathOf(file), Test.Token);
        File.Delete(lake.PathOf(file));
        var keys = entries.Select(entry => $"{Path.GetDirectoryName(file)}/{entry.Id}.json").ToList();
        for (var i = 0; i < lines.Length; i++)
            await File.WriteAllTextAsync(lake.PathOf(keys[i]), lines[i].Replace(",\"", ",\n  \"", StringComparison.Ordinal), Test.Token);
        return [.. keys.Zip(entries)];
    }

    private async Task StatusIsAsync(long quarantined, long discarded)
    {
        var status = await lake.StatusAsync();
        Assert.Empty(status.Differences);
        Assert.Equal(
            (quarantined, quarantined, discarded),
            (status.Datasets[0].Quarantined, status.Datasets[0].QuarantineEntries, status.Datasets[0].Discarded)
        );
    }
}

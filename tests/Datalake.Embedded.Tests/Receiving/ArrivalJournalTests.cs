using System.Collections.Concurrent;
using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Receiving;
using Datalake.Embedded.Tests.Checking;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Receiving;

public sealed class ArrivalJournalTests : IDisposable
{
    private readonly TestLake lake = new("lake", Contracts.Orders);
    private readonly ConcurrentDictionary<string, long> announced = new(StringComparer.Ordinal);

    public ArrivalJournalTests()
    {
        lake.Time.Now = new DateTimeOffset(2026, 11, 27, 13, 59, 0, TimeSpan.Zero);
    }

    private static DatasetContract Orders =>
        DatasetCatalog.Create([("orders/dataset.json", Encoding.UTF8.GetBytes(Contracts.Orders))]).Require().Find("orders")!;

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task What_comes_at_the_same_time_becomes_one_arrival_with_all_of_it()
    {
        string[] keys;
        await using (var journal = Open())
        {
            keys = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => journal.AppendAsync(Orders, Order(i))));
            Assert.Empty(lake.Files("raw"));
        }

        var key = Assert.Single(keys.Distinct());
        Assert.StartsWith("_posted/orders/2026/11/27/13/", key, StringComparison.Ordinal);
        Assert.Equal([$"raw/{key}"], lake.Files("raw"));
        Assert.Equal(new FileInfo(lake.PathOf($"raw/{key}")).Length, announced[key]);
        Assert.Equal((200, 0), await IngestAsync());
        Assert.Equal(200, lake.Stage("DISTINCT orderid").Count);
    }

    [Fact]
    public async Task A_text_is_durable_before_its_task_ends()
    {
        await using var journal = Open();

        await journal.AppendAsync(Orders, Order(1));

        Assert.Contains("\"o1\"", File.ReadAllText(lake.PathOf(Assert.Single(lake.Files("_state/journal")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_large_enough_becomes_an_arrival_and_the_next_begins()
    {
        await using var journal = Open(new JournalOptions { Bytes = 100, Time = TimeSpan.FromHours(1) });

        for (var i = 0; i < 9; i++) await journal.AppendAsync(Orders, Order(i));

        await Poll.UntilAsync(() => announced.Count >= 4, () => true);
        Assert.All(announced, one => Assert.InRange(one.Value, 100, 200));
    }

    [Fact]
    public async Task Arrays_and_objects_of_several_lines_lie_beside_each_other_and_all_are_read()
    {
        await using (var journal = Open())
        {
            await Task.WhenAll(
                journal.AppendAsync(Orders, Utf8($"[{Text(1)},\n{Text(2)}]")),
                journal.AppendAsync(Orders, Utf8(Text(3).Replace(",", "\n,\n", StringComparison.Ordinal))),
                journal.AppendAsync(Orders, Utf8($"{Text(4)}\n{Text(5)}\r\n")),
                journal.AppendAsync(Orders, Utf8("[]")));
        }

        Assert.Equal((5, 0), await IngestAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"OrderId\":\"torn")]
    [InlineData("\0\0\0\0\0\0")]
    [InlineData("{\"OrderId\":\"o9\",\"LastChange\":\"2026-11-20T08:00:00Z\"}\0\0\0")]
    public async Task What_a_crash_leaves_open_becomes_an_arrival_up_to_what_is_not_whole(string torn)
    {
        await CrashAsync(torn);

        await using (lake.Open()) Assert.Empty(lake.Files("_state/journal"));

        var (delivered, quarantined) = await IngestAsync();
        Assert.Equal((torn.Contains("o9", StringComparison.Ordinal) ? 3 : 2, 0), (delivered, quarantined));
        Assert.Equal("orders", PostedKeys.DatasetOf(Assert.Single(lake.Files("raw"))["raw/".Length..]));
    }

    [Fact]
    public async Task A_journal_file_that_holds_nothing_whole_goes_away()
    {
        await using (lake.Open())
        {
        }

        var path = lake.PathOf($"_state/journal/orders~2026112713~{Guid.Parse("0199c4a4-1111-7222-8333-444455556666")}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{\"OrderId\":");

        await using (lake.Open()) Assert.Empty(lake.Files("_state/journal"));
        Assert.Empty(lake.Files("raw"));
    }

    [Fact]
    public void Any_cut_of_texts_one_after_the_other_keeps_exactly_those_that_are_whole()
    {
        var random = new Random(TestSeed.Next());
        for (var round = 0; round < 500; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Encoding.UTF8.GetBytes(Text(random.Next(100_000)))).ToArray();
            var ends = texts.Select((_, i) => texts.Take(i + 1).Sum(text => text.Length + 1) - 1).Prepend(0).ToArray();
            var content = texts.SelectMany(text => text.Append((byte)'\n')).ToArray();
            var cut = random.Next(content.Length + 1);
            byte[] rest = random.Next(3) switch { 0 => new byte[random.Next(50)], 1 => "]"u8.ToArray(), _ => [] };

            Assert.Equal(ends.Last(end => end <= cut), JournalRecovery.WholeLength([.. content[..cut], .. rest]));
        }
    }

    [Fact]
    public async Task A_full_disk_is_a_failure_of_what_was_not_durable_and_of_nothing_else()
    {
        using var disk = SmallDisk.Mount("256k");
        var folder = new LakeFolder(Path.Combine(disk.Path, "lake"));
        await using var journal = new ArrivalJournal(folder, new JournalOptions { Time = TimeSpan.FromHours(1) }, lake.Time, Announce);
        var key = await journal.AppendAsync(Orders, Order(1));
        disk.Fill(0);

        var refused = await Assert.ThrowsAsync<ObjectStoreException>(() => journal.AppendAsync(Orders, Utf8($"[{new string(' ', 200_000)}]")));
        disk.Free();
        await journal.AppendAsync(Orders, Order(2));

        Assert.Contains("_state/journal", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Text(1) + "\n", await File.ReadAllTextAsync(Path.Combine(folder.Raw, key), Test.Token));
    }

    [Fact]
    public async Task What_is_durable_becomes_arrivals_when_that_is_asked_for()
    {
        await using var journal = Open(new JournalOptions { Time = TimeSpan.FromHours(1) });
        var key = await journal.AppendAsync(Orders, Order(1));

        await journal.PublishAsync();

        Assert.Equal([$"raw/{key}"], lake.Files("raw"));
        Assert.Empty(lake.Files("_state/journal"));
        Assert.NotEqual(key, await journal.AppendAsync(Orders, Order(2)));
        await journal.PublishAsync();
        await journal.PublishAsync();
        Assert.Equal(2, announced.Count);
    }

    [Fact]
    public async Task A_closed_journal_takes_nothing()
    {
        var journal = Open();
        await journal.AppendAsync(Orders, Order(1));
        await journal.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.AppendAsync(Orders, Order(2)));
    }

    private async Task CrashAsync(string torn)
    {
        await using (var journal = Open())
        {
            await journal.AppendAsync(Orders, Order(1));
            await journal.AppendAsync(Orders, Order(2));
            var open = lake.PathOf(Assert.Single(lake.Files("_state/journal")));
            File.Copy(open, open + ".copy");
        }

        foreach (var file in lake.Files("raw")) File.Delete(lake.PathOf(file));
        var copy = lake.PathOf(Assert.Single(lake.Files("_state/journal")));
        File.AppendAllText(copy, torn);
        File.Move(copy, copy[..^".copy".Length]);
    }

    private ArrivalJournal Open(JournalOptions? options = null) =>
        new(new LakeFolder(lake.Root), options ?? new JournalOptions { Time = TimeSpan.FromHours(1) }, lake.Time, Announce);

    private void Announce(string key, long bytes) => announced[key] = bytes;

    private async Task<(long Delivered, long Quarantined)> IngestAsync() =>
        await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default;

    private static ReadOnlyMemory<byte> Order(int number) => Utf8(Text(number));

    private static string Text(int number) => Contracts.Order($"o{number}", "2026-11-20T08:00:00Z");

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

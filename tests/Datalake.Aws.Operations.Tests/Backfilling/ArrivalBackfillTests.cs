using Datalake.Aws.Events;
using Datalake.Aws.Operations.Backfilling;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Operations.Tests.Backfilling;

public sealed class ArrivalBackfillTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_claimed_object_is_told_of_once_as_s3_would()
    {
        using var test = await TestStack.CreateAsync(moto);
        string[] keys = [.. Enumerable.Range(0, 21).Select(i => $"carts/{i:D2}.json"), "carts/a b+é.json"];
        foreach (var key in keys) await test.PutRawAsync(key, "{\"id\":1}");
        await test.PutRawAsync("orders/1.json");
        await test.PutRawAsync("carts/deeper/1.json");
        var report = await RunAsync(test, new ArrivalRange());
        Assert.Equal(
            (24, 2, 0, 22, 22 * 8, 3),
            (report.Listed, report.Unclaimed, report.OutOfTime, report.Published, report.Bytes, report.Messages)
        );

        var heard = await test.HearAsync();
        Assert.All(heard, one => Assert.Equal(test.RawTopic, one.Topic));
        var notices = heard.SelectMany(one => S3EventReader.Read(one.Message)).ToArray();
        Assert.Equal(keys.Order(StringComparer.Ordinal), notices.Select(notice => notice.Object!.Key).Order(StringComparer.Ordinal));
        var there = await test.Raw.FindAsync("carts/a b+é.json", Cancellation);
        var told = notices.Single(notice => notice.Object!.Key == there!.Key);
        Assert.Equal((test.RawBucket, there!.Version, there.Length), (told.Bucket, told.Object!.Version, told.Object.Length));
        Assert.Equal(there.LastModified, told.Object.LastModified, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_range_is_a_prefix_a_first_key_and_a_time()
    {
        using var test = await TestStack.CreateAsync(moto);
        foreach (var key in (string[])["carts/a1.json", "carts/a2.json", "carts/a20.json", "carts/b1.json"]) await test.PutRawAsync(key);
        var put = (await test.Raw.FindAsync("carts/a1.json", Cancellation))!.LastModified;
        Assert.Equal(["carts/a2.json", "carts/a20.json"], await KeysAsync(test, new ArrivalRange { Prefix = "carts/a2" }));
        Assert.Equal(
            ["carts/a2.json", "carts/a20.json", "carts/b1.json"],
            (await KeysAsync(test, new ArrivalRange { From = "carts/a2" })).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["carts/a20.json", "carts/b1.json"], await KeysAsync(test, new ArrivalRange { From = "carts/a20.json" }));
        Assert.Equal(["carts/a20.json"], await KeysAsync(test, new ArrivalRange { Prefix = "carts/a", From = "carts/a20.json" }));
        Assert.Equal(4, (await KeysAsync(test, new ArrivalRange { After = put.AddHours(-1), Before = put.AddHours(1) })).Count);
        Assert.Empty(await KeysAsync(test, new ArrivalRange { Before = put.AddHours(-1) }));
        Assert.Equal(4, (await RunAsync(test, new ArrivalRange { After = put.AddHours(1) })).OutOfTime);
    }

    [Fact]
    public async Task A_dry_run_publishes_nothing_and_counts_the_same()
    {
        using var test = await TestStack.CreateAsync(moto);
        for (var i = 0; i < 11; i++) await test.PutRawAsync($"carts/{i}.json");
        var report = await RunAsync(test, new ArrivalRange(), dryRun: true);
        Assert.Equal((11, 2, 22), (report.Published, report.Messages, report.Bytes));
        Assert.Empty(await test.HearAsync());
    }

    [Fact]
    public async Task It_goes_no_faster_than_it_may()
    {
        using var test = await TestStack.CreateAsync(moto);
        for (var i = 0; i < 25; i++) await test.PutRawAsync($"carts/{i:D2}.json");
        var time = new SkippingTime();
        await new ArrivalBackfill(test.Clients.S3, test.Clients.Sns, await test.LoadAsync(), time).RunAsync(
            "carts", new ArrivalRange(), new BackfillPace(1), false, null, Cancellation);

        // The second message is due ten seconds after the start, the third after twenty; the clock itself does not skip.
        Assert.Equal(2, time.Waits.Count);
        Assert.InRange(time.Waits[0].TotalSeconds, 1, 10);
        Assert.InRange(time.Waits[1].TotalSeconds, 10, 20);
    }

    [Theory]
    [InlineData(null, null, 20)]
    [InlineData(5, null, 4)]
    [InlineData(5, 262_144, 40)]
    public async Task It_leaves_the_stream_half_of_what_it_takes_unless_told_otherwise(int? throughput, int? bytesPerSecond, int seconds)
    {
        using var test = await TestStack.CreateAsync(moto);

        // The first message, of ten objects, brings 10 MiB to the stream.
        for (var i = 0; i < 11; i++) await test.PutRawAsync($"carts/{i:D2}.json", new string('x', 1 << 20));
        var stack = await test.LoadAsync();
        var carts = stack.Description.Datasets["carts"] with { DeliveryThroughput = throughput };
        var datasets = new Dictionary<string, Operations.Stacks.StackDataset>(stack.Description.Datasets, StringComparer.Ordinal)
        {
            ["carts"] = carts,
        };
        stack = stack with { Description = stack.Description with { Datasets = datasets } };
        var time = new SkippingTime();
        await new ArrivalBackfill(test.Clients.S3, test.Clients.Sns, stack, time).RunAsync(
            "carts", new ArrivalRange(), new BackfillPace(100_000, bytesPerSecond), false, null, Cancellation);
        Assert.InRange(Assert.Single(time.Waits).TotalSeconds, seconds - 2, seconds);
    }

    [Fact]
    public async Task A_topic_that_takes_nothing_and_a_bucket_that_is_not_there_are_told()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.PutRawAsync("carts/1.json");
        var stack = await test.LoadAsync();
        var names = stack.Description.Datasets["carts"];
        var noTopic = stack with
        {
            Description = stack.Description with
            {
                Datasets = new Dictionary<string, Operations.Stacks.StackDataset>(StringComparer.Ordinal)
                {
                    ["carts"] = names with { RawTopic = names.RawTopic + "-gone" },
                },
            },
        };
        var noBucket = stack with
        {
            Description = stack.Description with
            {
                Datasets = new Dictionary<string, Operations.Stacks.StackDataset>(StringComparer.Ordinal)
                {
                    ["carts"] = names with { RawBucket = "gone-gone" },
                },
            },
        };
        var topic = await Assert.ThrowsAsync<OperationException>(() => RunAsync(test, noTopic));
        Assert.Contains("Cannot publish to arn:", topic.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was published.", topic.Message, StringComparison.Ordinal);
        var bucket = await Assert.ThrowsAsync<OperationException>(() => RunAsync(test, noBucket));
        Assert.Contains("Cannot list s3://gone-gone/", bucket.Message, StringComparison.Ordinal);
    }

    private static async Task<ArrivalBackfillReport> RunAsync(TestStack test, ArrivalRange range, bool dryRun = false) =>
        await new ArrivalBackfill(test.Clients.S3, test.Clients.Sns, await test.LoadAsync(), new SkippingTime()).RunAsync(
            "carts", range, new BackfillPace(1000), dryRun, null, Cancellation);

    private static Task<ArrivalBackfillReport> RunAsync(TestStack test, Operations.Stacks.DeployedStack stack) =>
        new ArrivalBackfill(test.Clients.S3, test.Clients.Sns, stack, TimeProvider.System).RunAsync(
            "carts", new ArrivalRange(), new BackfillPace(1000), false, null, Cancellation);

    private static async Task<IReadOnlyList<string>> KeysAsync(TestStack test, ArrivalRange range)
    {
        await RunAsync(test, range);
        return [.. (await test.HearAsync()).SelectMany(one => S3EventReader.Read(one.Message)).Select(notice => notice.Object!.Key)];
    }
}

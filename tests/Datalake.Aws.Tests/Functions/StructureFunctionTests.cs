using System.IO.Compression;
using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Datalake.Aws.Functions;
using Datalake.Aws.Logging;
using Datalake.Aws.Testing;
using Datalake.Pipeline;
using Datalake.Protection;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Aws.Tests.Functions;

public sealed class StructureFunctionTests : IDisposable
{
    private const string Good = """{"id":"1","at":"2026-11-20T08:00:00Z","total":5}""";

    private readonly FixedTime time = new();
    private readonly MemoryStore raw;
    private readonly MemoryStore lake;
    private readonly FunctionOutput output;
    private readonly StructureStep step;
    private readonly StructureFunction function;

    public StructureFunctionTests()
    {
        raw = new MemoryStore(time);
        lake = new MemoryStore(time);
        output = new FunctionOutput(time);
        step = new StructureStep(
            raw, lake, new QuarantineStore(lake), ProtectionKeys.FromEnvironment, new RecordLimits { RecordBytes = 4096 });
        var catalog = Contracts.Catalog("carts", "visits");
        function = new StructureFunction(catalog.Find("carts")!, catalog, raw, step, "raw", output.Tools);
    }

    public void Dispose()
    {
        step.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task A_raw_object_becomes_a_structured_one()
    {
        var answer = await RunAsync(Put("carts/1.json", Good));
        Assert.Equal(new FunctionAnswer { Arrivals = 1, Records = 1, Passed = 1 }, answer);
        Assert.Equal(Good + "\n", Encoding.UTF8.GetString(lake.Get("structured_json/carts/carts/1.json.json")));
        Assert.Equal((1, 1, 1), (output.Metric("ArrivalsIn"), output.Metric("RecordsIn"), output.Metric("RecordsStructured")));
        Assert.Equal(Good.Length, output.Metric("BytesIn"));
    }

    [Fact]
    public async Task A_repeat_writes_the_same_again()
    {
        var record = Put("carts/1.json", Good);
        await RunAsync(record);
        var first = lake.Get("structured_json/carts/carts/1.json.json");
        await RunAsync(record);
        Assert.Equal(first, lake.Get("structured_json/carts/carts/1.json.json"));
        Assert.Single(lake.Keys);
    }

    [Fact]
    public async Task A_batch_without_records_succeeds_with_none_and_an_empty_object_goes_to_quarantine()
    {
        var answer = await RunAsync(Put("carts/1.json", "[]"));
        Assert.Equal((1, 0, 0), (answer.Arrivals, answer.Records, answer.Quarantined));
        Assert.DoesNotContain(lake.Keys, key => key.StartsWith("quarantine/", StringComparison.Ordinal));

        Assert.Equal((1, 1), await RunAsync(Put("carts/2.json", " ")) is var empty ? (empty.Records, empty.Quarantined) : default);
    }

    [Fact]
    public async Task Nothing_of_a_gzip_object_with_a_wrong_checksum_is_structured()
    {
        // More than one block, so that records are written before the checksum is seen.
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 20_000; i++) gzip.Write(Encoding.UTF8.GetBytes(Good + "\n"));
        }

        var content = zipped.ToArray();
        content[^8] ^= 1;
        var answer = await RunAsync(Put("carts/1.json", content));
        Assert.Equal((1, 1, 0, 1), (answer.Arrivals, answer.Records, answer.Passed, answer.Quarantined));
        var entry = Assert.Single(lake.Keys);
        Assert.StartsWith("quarantine/", entry, StringComparison.Ordinal);
        Assert.Contains("checksum", Encoding.UTF8.GetString(lake.Get(entry)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lag_is_the_time_since_the_object_came()
    {
        var record = Put("carts/1.json", Good);
        await RunAsync(record);

        // The clock stands at half past nine; the event says nine o'clock and 123 ms.
        Assert.Equal(1799.877, output.Metric("LagSeconds"), 3);
    }

    [Fact]
    public async Task An_event_that_is_not_SNS_is_answered_logged_with_its_text_and_counted()
    {
        var answer = await function.RunAsync(
            new Invocation("""{"hello":"world"}"""u8.ToArray(), "r", TimeSpan.FromMinutes(1)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, answer);
        var message = Assert.Single(output.Messages("error"));
        Assert.Contains("no SNS event", message, StringComparison.Ordinal);
        Assert.Contains("hello", message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (output.Metric("EventsIgnored"), output.Metric("EventsUnexpected")));
    }

    [Fact]
    public async Task An_SNS_message_that_is_not_S3_does_not_keep_the_next_from_being_taken()
    {
        var sns = S3Events.Sns("""{"AlarmName":"x"}""", S3Events.Message(Put("carts/1.json", Good)));
        var answer = await function.RunAsync(new Invocation(sns, "r", TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (answer.Arrivals, answer.Ignored));
        Assert.Single(output.Messages("error"));
        Assert.Equal((1, 1), (output.Metric("EventsIgnored"), output.Metric("EventsUnexpected")));
    }

    [Fact]
    public async Task An_event_of_another_bucket_is_ignored_with_a_warning()
    {
        var answer = await RunAsync(S3Events.Record("elsewhere", "carts/1.json"));
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, answer);
        Assert.Contains("elsewhere", Assert.Single(output.Messages("warn")), StringComparison.Ordinal);
        Assert.Equal((1, 1), (output.Metric("EventsIgnored"), output.Metric("EventsUnexpected")));
    }

    [Fact]
    public async Task The_test_event_of_S3_is_nothing_to_do()
    {
        var sns = S3Events.Sns("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"raw"}""");
        Assert.Equal(
            new FunctionAnswer { Ignored = 1 },
            await function.RunAsync(new Invocation(sns, "r", TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken)
        );
        Assert.Empty(output.Messages("error"));
        Assert.Equal(0, output.Metric("EventsUnexpected"));
    }

    [Fact]
    public async Task A_key_that_no_contract_claims_stays_where_it_is_and_is_counted()
    {
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(Put("others/1.json", Good)));
        Assert.Equal(1, output.Metric("ArrivalsUnclaimed"));
        Assert.Contains("others/1.json", Assert.Single(output.Messages("warn")), StringComparison.Ordinal);
        Assert.Empty(lake.Keys);
    }

    [Fact]
    public async Task Another_datasets_arrival_is_left_to_its_own_function()
    {
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(Put("visits/1.json", Good)));
        Assert.Empty(output.Messages("warn"));
        Assert.Equal(0, output.Metric("EventsUnexpected"));
        Assert.Empty(lake.Keys);
    }

    [Fact]
    public async Task An_empty_object_goes_to_quarantine()
    {
        var answer = await RunAsync(Put("carts/1.json", ""));
        Assert.Equal((1, 1), (answer.Arrivals, answer.Quarantined));
        Assert.Equal(1, output.Metric("RecordsQuarantined"));
        Assert.Contains("\"empty\"", Encoding.UTF8.GetString(lake.Get(Assert.Single(lake.Keys))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_beyond_the_limit_goes_to_quarantine_and_the_next_does_not()
    {
        var huge = $$"""{"id":"1","at":"2026-11-20T08:00:00Z","x":"{{new string('x', 5000)}}"}""";
        var answer = await RunAsync(Put("carts/1.json", huge + "\n" + Good));
        Assert.Equal((2, 1, 1), (answer.Records, answer.Passed, answer.Quarantined));
        Assert.Contains(
            "too-large",
            Encoding.UTF8.GetString(lake.Get(lake.Keys.Single(key => key.StartsWith("quarantine/", StringComparison.Ordinal)))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_hundred_thousand_bad_records_cost_a_few_calls()
    {
        var answer = await RunAsync(Put("carts/1.json", string.Concat(Enumerable.Repeat("bad\n", 100_000)) + Good));
        Assert.Equal((100_001, 1, 100_000), (answer.Records, answer.Passed, answer.Quarantined));
        Assert.Equal(2, lake.Keys.Count);
        Assert.InRange(lake.Calls, 2, 4);
    }

    [Fact]
    public async Task An_object_that_is_gone_is_counted_and_not_tried_again()
    {
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(S3Events.Record("raw", "carts/gone.json")));
        Assert.Equal(1, output.Metric("ArrivalsGone"));
        Assert.Single(output.Messages("warn"));
    }

    [Fact]
    public async Task An_object_that_was_replaced_is_left_to_the_event_of_its_new_content()
    {
        var old = Put("carts/1.json", Good);
        raw.Put("carts/1.json", "{}"u8.ToArray());
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(old));
        Assert.Equal(1, output.Metric("ArrivalsReplaced"));
        Assert.Empty(lake.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_structured_of_a_newer_content_is_not_replaced_by_the_older_one_in_the_last_moment(bool wasStructured)
    {
        if (wasStructured) await RunAsync(Put("carts/1.json", Good.Replace("5", "1", StringComparison.Ordinal)));
        var old = Put("carts/1.json", Good);
        var newer = Good.Replace("5", "6", StringComparison.Ordinal);
        lake.Committing = _ =>
        {
            // The old content was looked at; now the new one comes, and another function structures it first.
            lake.Committing = null;
            Assert.Equal(1, RunCallAsync("request-2", Put("carts/1.json", newer)).GetAwaiter().GetResult().Arrivals);
        };
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(old));
        Assert.Equal(newer + "\n", Encoding.UTF8.GetString(lake.Get("structured_json/carts/carts/1.json.json")));
        Assert.Equal(1, output.Metric("ArrivalsReplaced"));
    }

    [Fact]
    public async Task Another_writer_of_the_same_content_or_an_older_one_is_written_over()
    {
        var record = Put("carts/1.json", Good);
        lake.Committing = key =>
        {
            lake.Committing = null;
            lake.Put(key, "older\n"u8.ToArray());
        };
        Assert.Equal(1, (await RunAsync(record)).Arrivals);
        Assert.Equal(Good + "\n", Encoding.UTF8.GetString(lake.Get("structured_json/carts/carts/1.json.json")));
    }

    [Fact]
    public async Task A_writer_that_is_faster_every_time_fails_the_call_with_the_object_it_writes()
    {
        var record = Put("carts/1.json", Good);
        lake.Committing = key => lake.Put(key, "other\n"u8.ToArray());
        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(record));
        Assert.Contains("structured_json/carts/carts/1.json.json", failure.Message, StringComparison.Ordinal);
        Assert.Contains("something else than this lake writes there", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notification_that_names_no_version_means_the_content_that_is_there()
    {
        Put("carts/1.json", Good);
        Assert.Equal(1, (await RunAsync(S3Events.Record("raw", "carts/1.json", etag: ""))).Arrivals);
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(S3Events.Record("raw", "carts/gone.json", etag: "")));
    }

    [Fact]
    public async Task An_object_that_may_not_be_read_fails_the_call_so_that_the_event_is_kept()
    {
        var record = Put("carts/1.json", Good);
        var denied = new AmazonS3Exception("Access Denied", ErrorType.Sender, "AccessDenied", "req", HttpStatusCode.Forbidden);
        raw.Faults["carts/1.json"] = new ObjectStoreException("Cannot read s3://raw/carts/1.json: S3 answered 403.", denied);
        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(record));
        Assert.Contains("s3://raw/carts/1.json", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (output.Metric("ArrivalsForbidden"), output.Metric("ArrivalsFailed")));
        Assert.Single(output.Messages("error"));
    }

    [Fact]
    public async Task What_fails_in_part_does_the_rest_and_a_retry_does_only_what_failed()
    {
        var first = Put("carts/1.json", Good);
        var second = Put("carts/2.json", Good);
        var third = Put("carts/3.json", Good);
        raw.Faults["carts/2.json"] = new ObjectStoreException("S3 is out of reach.", new IOException());
        await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(first, second, third));
        Assert.Equal(["structured_json/carts/carts/1.json.json", "structured_json/carts/carts/3.json.json"], lake.Keys);
        Assert.Equal((2, 1), (output.Metric("ArrivalsIn"), output.Metric("ArrivalsFailed")));

        raw.Faults.Clear();
        Assert.Equal(1, (await RunAsync(first, second, third)).Arrivals);
        Assert.Equal(3, output.Metric("ArrivalsIn"));
        Assert.Equal(3, lake.Keys.Count);

        // Another event with the same objects is another call; it does them all.
        Assert.Equal(3, (await RunCallAsync("another", first, second, third)).Arrivals);
    }

    [Fact]
    public async Task When_the_time_is_nearly_over_the_call_fails_and_says_what_helps()
    {
        var record = Put("carts/1.json", Good);
        var call = new Invocation(S3Events.Sns(S3Events.Message(record)), "r", TimeSpan.Zero);
        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() =>
            function.RunAsync(call, TestContext.Current.CancellationToken)
        );
        Assert.Contains("longer time-out", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, output.Metric("ArrivalsFailed"));
        Assert.Empty(lake.Keys);
    }

    private string Put(string key, string content) => Put(key, Encoding.UTF8.GetBytes(content));

    private string Put(string key, byte[] content)
    {
        var put = raw.Put(key, content);
        return S3Events.Record("raw", Uri.EscapeDataString(key), put.Length, put.Version);
    }

    private Task<FunctionAnswer> RunAsync(params string[] records) => RunCallAsync("request-1", records);

    private Task<FunctionAnswer> RunCallAsync(string requestId, params string[] records) =>
        function.RunAsync(
            new Invocation(S3Events.Sns(S3Events.Message(records)), requestId, TimeSpan.FromMinutes(1)),
            TestContext.Current.CancellationToken
        );
}

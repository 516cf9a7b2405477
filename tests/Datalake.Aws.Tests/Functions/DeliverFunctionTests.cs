using System.Net;
using System.Text;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Datalake.Aws.Delivery;
using Datalake.Aws.Functions;
using Datalake.Aws.Testing;
using Datalake.Aws.Tests.Delivery;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Records;

namespace Datalake.Aws.Tests.Functions;

public sealed class DeliverFunctionTests : IDisposable
{
    private const string Good = """{"id":"1","at":"2026-11-20T08:00:00Z","total":"5","extra":true}""";

    private readonly FixedTime time = new();
    private readonly MemoryStore lake;
    private readonly FunctionOutput output;

    public DeliverFunctionTests()
    {
        lake = new MemoryStore(time);
        output = new FunctionOutput(time);
    }

    public void Dispose() => output.Dispose();

    [Fact]
    public async Task A_structured_object_is_conformed_and_delivered()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        var answer = await RunAsync(firehose, Put("structured_json/carts/carts/1.json.json", Good + "\n"));
        Assert.Equal(new FunctionAnswer { Arrivals = 1, Records = 1, Passed = 1 }, answer);
        var delivered = Assert.Single(firehose.Taken);
        Assert.Contains("\"total\":5", delivered, StringComparison.Ordinal);
        Assert.Contains("\"_source\":\"carts/1.json\"", delivered, StringComparison.Ordinal);
        Assert.Equal((1, 1), (output.Metric("RecordsDelivered"), output.Metric("RecordsRescued")));
    }

    [Fact]
    public async Task A_record_over_the_limit_of_an_entry_goes_to_quarantine_with_its_reason_and_the_rest_is_delivered()
    {
        var large = $$"""{"id":"2","at":"2026-11-20T08:00:00Z","x":"{{new string('x', 1000 << 10)}}"}""";
        using var firehose = FakeFirehose.ThatTakesAll();
        var answer = await RunAsync(firehose, Put("structured_json/carts/carts/1.json.json", Good + "\n" + large + "\n"));
        Assert.Equal((2, 1, 1), (answer.Records, answer.Passed, answer.Quarantined));
        var entry = Encoding.UTF8.GetString(
            lake.Get(lake.Keys.Single(key => key.StartsWith("quarantine/carts/", StringComparison.Ordinal))));
        Assert.Contains("too-large", entry, StringComparison.Ordinal);
        Assert.Contains("1024000", entry, StringComparison.Ordinal);
        Assert.Equal((1, 1), (output.Metric("RecordsDelivered"), output.Metric("RecordsQuarantined")));
    }

    [Fact]
    public async Task A_hundred_thousand_bad_records_cost_a_few_calls()
    {
        var bad = """{"at":"2026-11-20T08:00:00Z"}""" + "\n";
        using var firehose = FakeFirehose.ThatTakesAll();
        var answer = await RunAsync(
            firehose, Put("structured_json/carts/carts/1.json.json", string.Concat(Enumerable.Repeat(bad, 100_000)) + Good + "\n"));
        Assert.Equal((100_001, 1, 100_000), (answer.Records, answer.Passed, answer.Quarantined));
        Assert.Equal(2, lake.Keys.Count);
        Assert.InRange(lake.Calls, 2, 4);
    }

    [Fact]
    public async Task An_object_of_an_unknown_dataset_stays_where_it_is_and_is_counted()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(firehose, Put("structured_json/unheard/1.json.json", Good)));
        Assert.Equal(1, output.Metric("ArrivalsUnclaimed"));
        Assert.Contains("unheard", Assert.Single(output.Messages("warn")), StringComparison.Ordinal);
        Assert.Empty(firehose.Calls);
    }

    [Fact]
    public async Task An_object_that_is_no_structured_one_is_ignored()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        Assert.Equal(new FunctionAnswer { Ignored = 1 }, await RunAsync(firehose, Put("stage/carts/x.parquet", "PAR1")));
        Assert.Equal((1, 1), (output.Metric("EventsIgnored"), output.Metric("EventsUnexpected")));
    }

    [Fact]
    public async Task An_object_that_is_gone_is_counted_and_not_tried_again()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        Assert.Equal(
            new FunctionAnswer { Ignored = 1 }, await RunAsync(firehose, S3Events.Record("lake", "structured_json/carts/1.json.json")));
        Assert.Equal(1, output.Metric("ArrivalsGone"));
    }

    [Fact]
    public async Task A_delivery_stream_that_does_not_exist_fails_the_call_and_names_it()
    {
        using var firehose = new FakeFirehose(
            (_, _) =>
                throw new ResourceNotFoundException(
                    "Not found.", null, ErrorType.Sender, "ResourceNotFoundException", "r", HttpStatusCode.BadRequest)
        );
        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() =>
            RunAsync(firehose, Put("structured_json/carts/carts/1.json.json", Good))
        );
        Assert.Contains("There is no delivery stream TheStream", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, output.Metric("ArrivalsFailed"));
        Assert.Single(output.Messages("error"));
    }

    [Fact]
    public async Task A_call_that_fails_in_part_is_made_good_inside_the_invocation()
    {
        using var firehose = new FakeFirehose((call, _) => call < 3 ? new HashSet<int> { 0 } : []);
        var answer = await RunAsync(firehose, Put("structured_json/carts/carts/1.json.json", Good));
        Assert.Equal(1, answer.Passed);
        Assert.Equal((3, 1), (firehose.Calls.Count, firehose.Taken.Count));
    }

    private string Put(string key, string content)
    {
        var put = lake.Put(key, Encoding.UTF8.GetBytes(content));
        return S3Events.Record("lake", Uri.EscapeDataString(key), put.Length, put.Version);
    }

    private async Task<FunctionAnswer> RunAsync(FakeFirehose firehose, params string[] records)
    {
        using var step = new DeliverStep(lake, new QuarantineStore(lake), time, RecordLimits.Default);
        var streams = new Dictionary<string, IDeliveryStream>(StringComparer.Ordinal)
        {
            ["carts"] = new FirehoseDeliveryStream(firehose, "TheStream", new SkippingTime()),
        };
        var function = new DeliverFunction(Contracts.Catalog("carts"), step, streams, "lake", output.Tools);
        return await function.RunAsync(
            new Invocation(S3Events.Sns(S3Events.Message(records)), "r", TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Datalake.Aws.Delivery;
using Datalake.Aws.Testing;
using Datalake.Pipeline;
using Datalake.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Aws.Tests.Delivery;

public partial class FirehoseDeliveryStreamTests
{
    private static readonly HashSet<int> None = [];

    [Fact]
    public async Task Small_records_share_entries_as_objects_one_behind_the_other()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        Assert.Empty(
            await Stream(firehose).PutAsync(Batch("""{"a":1}""", """{"b":2}""", """{"c":3}"""), TestContext.Current.CancellationToken)
        );
        Assert.Equal("{\"a\":1}{\"b\":2}{\"c\":3}\n", Assert.Single(firehose.Taken));
    }

    [Fact]
    public void Whatever_the_sizes_every_record_arrives_once_in_order_and_within_the_limits() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(
                Gen.Choose(0, 20_000).ListOf(300).Select(sizes => sizes.ToArray()).ToArbitrary(),
                sizes =>
        {
            using var firehose = FakeFirehose.ThatTakesAll();
                    var lines = sizes
                        .Select(
                            (size, index) => $$"""{"n":{{index.ToString(CultureInfo.InvariantCulture)}},"x":"{{new string('x', size)}}"}"""
                        )
                        .ToArray();
            Stream(firehose).PutAsync(Batch(lines), CancellationToken.None).AsTask().GetAwaiter().GetResult();
                    return Number()
                            .Matches(string.Concat(firehose.Taken))
                            .Select(match => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture))
                            .SequenceEqual(Enumerable.Range(0, lines.Length))
                && firehose.Taken.TrueForAll(entry => entry.Length <= (64 << 10));
        }));

    [Fact]
    public async Task A_batch_beyond_four_mebibytes_is_several_calls()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        await Stream(firehose)
            .PutAsync(Batch([.. Enumerable.Range(0, 9).Select(_ => Filler(600_000))]), TestContext.Current.CancellationToken);
        Assert.Equal([6, 3], firehose.Calls.Select(call => call.Count));
    }

    [Fact]
    public async Task Entries_are_so_full_that_a_call_never_reaches_five_hundred_of_them()
    {
        var records = Enumerable.Range(0, 1200).Select(number => Filler(number % 2 == 0 ? 40_000 : 26_000)).ToArray();
        using var firehose = FakeFirehose.ThatTakesAll();
        await Stream(firehose).PutAsync(Batch(records), TestContext.Current.CancellationToken);
        Assert.Equal(1200, firehose.Taken.Count);
        Assert.All(firehose.Calls, call => Assert.InRange(call.Count, 1, 130));
    }

    [Fact]
    public async Task Only_the_entries_that_failed_are_sent_again()
    {
        using var firehose = new FakeFirehose(
            (call, _) =>
                call switch
                {
                    1 => new HashSet<int> { 1, 3 },
                    2 => new HashSet<int> { 0 },
                    _ => None,
                }
        );
        var time = new SkippingTime();
        var lines = Enumerable.Range(0, 5).Select(index => Filler(50_000, index)).ToArray();
        Assert.Empty(await Stream(firehose, time).PutAsync(Batch(lines), TestContext.Current.CancellationToken));
        Assert.Equal([5, 2, 1], firehose.Calls.Select(call => call.Count));
        Assert.Equal(
            lines.Order(StringComparer.Ordinal), firehose.Taken.Select(entry => entry.TrimEnd('\n')).Order(StringComparer.Ordinal));
        Assert.Equal(2, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(6)));
    }

    [Fact]
    public async Task Waits_grow_and_differ()
    {
        using var firehose = new FakeFirehose((call, _) => call < 12 ? new HashSet<int> { 0 } : None);
        var time = new SkippingTime();
        await Stream(firehose, time).PutAsync(Batch("{}"), TestContext.Current.CancellationToken);
        Assert.Equal(11, time.Waits.Count);
        Assert.True(time.Waits[^1] > time.Waits[0]);
        Assert.True(time.Waits.Distinct().Count() > 5);
    }

    [Fact]
    public async Task A_record_that_no_entry_can_hold_is_given_back_with_its_size_and_the_limit()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        var rejected = await Stream(firehose).PutAsync(Batch("{}", Filler((1000 << 10) + 1), "[]"), TestContext.Current.CancellationToken);
        var (index, problem) = Assert.Single(rejected);
        Assert.Equal((1, RecordRules.TooLarge), (index, problem.Rule));
        Assert.Contains("1024000", problem.Message, StringComparison.Ordinal);
        Assert.Equal("{}[]\n", Assert.Single(firehose.Taken));
    }

    [Fact]
    public async Task A_record_of_exactly_the_limit_is_taken()
    {
        using var firehose = FakeFirehose.ThatTakesAll();
        Assert.Empty(await Stream(firehose).PutAsync(Batch(Filler((1000 << 10) - 1)), TestContext.Current.CancellationToken));
        Assert.Equal(1000 << 10, Assert.Single(firehose.Taken).Length);
    }

    [Fact]
    public async Task Throttling_and_outages_are_waited_for()
    {
        using var firehose = new FakeFirehose((call, _) => call switch
        {
            1 => throw Failure<ServiceUnavailableException>("ServiceUnavailableException", HttpStatusCode.ServiceUnavailable),
            2 => throw Failure<AmazonServiceException>("ThrottlingException", HttpStatusCode.BadRequest),
            3 => throw Failure<AmazonServiceException>("InternalFailure", HttpStatusCode.InternalServerError),
            4 => throw new HttpRequestException("Connection reset."),
            _ => None,
        });
        Assert.Empty(await Stream(firehose).PutAsync(Batch("{}"), TestContext.Current.CancellationToken));
        Assert.Equal(5, firehose.Calls.Count);
    }

    [Fact]
    public async Task A_delivery_stream_that_is_not_there_is_an_error_that_names_it_at_once()
    {
        using var firehose = new FakeFirehose(
            (_, _) => throw Failure<ResourceNotFoundException>("ResourceNotFoundException", HttpStatusCode.BadRequest));
        var failure = await Assert.ThrowsAsync<DeliveryException>(async () =>
            await Stream(firehose).PutAsync(Batch("{}"), TestContext.Current.CancellationToken)
        );
        Assert.Contains("There is no delivery stream TheStream", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DATALAKE_DELIVERY_STREAMS", failure.Message, StringComparison.Ordinal);
        Assert.Single(firehose.Calls);
    }

    [Fact]
    public async Task When_the_time_is_over_the_error_says_how_much_is_left_and_why()
    {
        using var stop = new CancellationTokenSource();
        using var firehose = new FakeFirehose((call, entries) =>
        {
            if (call == 4) stop.Cancel();
            return new HashSet<int> { entries.Count - 1 };
        });
        var failure = await Assert.ThrowsAsync<DeliveryException>(async () =>
            await Stream(firehose).PutAsync(Batch(Filler(50_000), Filler(50_000)), stop.Token)
        );
        Assert.Contains("1 of 2 entries", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Slow down.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_time_is_over_while_the_stream_throttles_the_error_says_so()
    {
        using var stop = new CancellationTokenSource();
        using var firehose = new FakeFirehose((call, _) =>
        {
            if (call == 3) stop.Cancel();
            throw Failure<AmazonServiceException>("ThrottlingException", HttpStatusCode.BadRequest);
        });
        var failure = await Assert.ThrowsAsync<DeliveryException>(async () => await Stream(firehose).PutAsync(Batch("{}"), stop.Token));
        Assert.Contains("1 of 1 entries", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Said so.", failure.Message, StringComparison.Ordinal);
    }

    private static FirehoseDeliveryStream Stream(FakeFirehose firehose, TimeProvider? time = null) =>
        new(firehose, "TheStream", time ?? new SkippingTime());

    private static string Filler(int bytes, int seed = 0) => $"\"{new string((char)('a' + seed), bytes - 2)}\"";

    private static DeliveryBatch Batch(params string[] lines)
    {
        var text = new MemoryStream();
        var ends = new List<int>();
        foreach (var line in lines)
        {
            text.Write(Encoding.UTF8.GetBytes(line + "\n"));
            ends.Add((int)text.Length);
        }

        return new DeliveryBatch(text.ToArray(), ends, DateTimeOffset.UnixEpoch, default, []);
    }

    private static T Failure<T>(string code, HttpStatusCode status)
        where T : AmazonServiceException =>
        (T)Activator.CreateInstance(typeof(T), "Said so.", null, ErrorType.Unknown, code, "req-1", status)!;

    [GeneratedRegex("\"n\":(?<n>[0-9]+),", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Number();
}

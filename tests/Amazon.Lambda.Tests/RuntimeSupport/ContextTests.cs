using Amazon.Lambda.RuntimeSupport;
using Microsoft.Extensions.Time.Testing;

namespace Amazon.Lambda.Tests.RuntimeSupport;

public sealed class ContextTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 10, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_context_says_which_invocation_it_is()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.OfContext(
            context => $"{context.AwsRequestId} {context.InvokedFunctionArn} {context.TraceId}"));

        var outcome = await function.InvokeAsync(
            "order", new() { RequestId = "r-1", InvokedFunctionArn = "arn:aws:lambda:eu-west-1:1:function:f:live", TraceId = "Root=1" });

        Assert.Equal("""{"Value":"r-1 arn:aws:lambda:eu-west-1:1:function:f:live Root=1"}""", outcome.Text);
    }

    [Fact]
    public async Task The_remaining_time_goes_down_to_the_deadline_and_below()
    {
        var time = new FakeTimeProvider(Start);
        var remaining = new List<TimeSpan>();
        var builder = RunningFunction.OfContext(context =>
        {
            remaining.Add(context.RemainingTime);
            time.Advance(TimeSpan.FromSeconds(20));
            remaining.Add(context.RemainingTime);
            time.Advance(TimeSpan.FromSeconds(20));
            remaining.Add(context.RemainingTime);
            return "";
        });
        await using var function = await RunningFunction.StartAsync(builder.UseTime(time), hostTime: time);

        await function.InvokeAsync("order", new() { Timeout = TimeSpan.FromSeconds(30) });

        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(-10)], remaining);
    }

    [Fact]
    public async Task Without_a_trace_header_the_trace_id_is_empty()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.OfContext(context => $"<{context.TraceId}>"));

        Assert.Equal("""{"Value":"<>"}""", (await function.InvokeAsync("order", new() { TraceId = null })).Text);
    }

    [Theory]
    [InlineData("Lambda-Runtime-Aws-Request-Id", null, "no header Lambda-Runtime-Aws-Request-Id")]
    [InlineData("Lambda-Runtime-Deadline-Ms", null, "no header Lambda-Runtime-Deadline-Ms")]
    [InlineData("Lambda-Runtime-Deadline-Ms", "soon", "the deadline soon, which is no number of milliseconds since 1970")]
    [InlineData("Lambda-Runtime-Deadline-Ms", "-5", "the deadline -5, which is no number of milliseconds since 1970")]
    [InlineData(
        "Lambda-Runtime-Deadline-Ms",
        "999999999999999999",
        "the deadline 999999999999999999, which is no number of milliseconds since 1970"
    )]
    public async Task An_event_without_what_it_takes_to_handle_it_ends_the_function(string header, string? value, string problem)
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());
        var headers = new Dictionary<string, string?> { [header] = value };

        _ = function.Host.InvokeAsync("{}", new() { Headers = headers }, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Ended);
        Assert.Equal($"The Lambda Runtime API gave out an event with {problem}.", exception.Message);
    }
}

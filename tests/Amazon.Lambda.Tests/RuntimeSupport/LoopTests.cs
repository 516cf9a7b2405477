using System.Text;
using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests.RuntimeSupport;

public sealed class LoopTests
{
    [Fact]
    public async Task An_event_is_answered()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());

        var outcome = await function.InvokeAsync("order");

        Assert.Equal("""{"Value":"ORDER"}""", outcome.Text);
    }

    [Fact]
    public async Task Events_are_answered_one_after_the_other_over_one_connection()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => function.InvokeAsync($"order {i}")));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $$"""{"Value":"ORDER {{i}}"}"""), outcomes.Select(outcome => outcome.Text));
        Assert.Equal(1, function.Host.Connections);
    }

    [Fact]
    public async Task A_shorter_answer_has_nothing_of_the_longer_one_before()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());

        await function.InvokeAsync(new string('a', 10_000));
        var outcome = await function.InvokeAsync("b");

        Assert.Equal("""{"Value":"B"}""", outcome.Text);
    }

    [Fact]
    public async Task A_handler_without_answer_sends_an_empty_one()
    {
        var seen = new List<string>();
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create<Text>(
            (text, context) =>
            {
                seen.Add($"{text.Value} {context.AwsRequestId}");
                return Task.CompletedTask;
            },
            RunningFunction.Serializer));

        var outcome = await function.InvokeAsync("order", new() { RequestId = "r-1" });

        Assert.True(outcome.Succeeded);
        Assert.Equal(0, outcome.Payload.Length);
        Assert.Equal(["order r-1"], seen);
    }

    [Fact]
    public async Task Handlers_without_a_context_get_events_too()
    {
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create<Text, Text>(
            text => Task.FromResult(text with { Note = "seen" }), RunningFunction.Serializer));

        Assert.Equal("""{"Value":"order","Note":"seen"}""", (await function.InvokeAsync("order")).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bytes_are_answered_with_bytes(bool seekable)
    {
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create(async input =>
        {
            using var reader = new StreamReader(input);
            var bytes = Encoding.UTF8.GetBytes("xx" + await reader.ReadToEndAsync());
            return seekable ? new MemoryStream(bytes, 2, bytes.Length - 2) : new ForwardStream(bytes, start: 2);
        }));

        var outcome = await function.Host.InvokeAsync("""{"größe":"été"}""", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("""{"größe":"été"}""", outcome.Text);
    }

    [Fact]
    public async Task A_stream_is_answered_from_where_it_stands()
    {
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create((_, _) =>
        {
            var answer = new MemoryStream();
            answer.Write("skip[1]"u8);
            answer.Position = 4;
            return Task.FromResult<Stream>(answer);
        }));

        Assert.Equal("[1]", (await function.InvokeAsync("order")).Text);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_an_error_of_the_invocation()
    {
        await using var function = await RunningFunction.StartAsync(
            LambdaBootstrapBuilder.Create((_, _) => Task.FromResult<Stream>(new ForwardStream([1, 2, 3], breaksAtEnd: true))));

        var outcome = await function.InvokeAsync("order");

        Assert.Equal("IOException", outcome.Error?.ErrorType);
    }

    [Fact]
    public async Task An_event_of_six_megabytes_comes_through()
    {
        var lengths = new List<long>();
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create((input, _) =>
        {
            lengths.Add(input.Length);
            return Task.CompletedTask;
        }));

        await function.Host.InvokeAsync(new byte[6 * 1024 * 1024], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([6 * 1024 * 1024], lengths);
    }
}

using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests.RuntimeSupport;

public sealed class ErrorTests
{
    [Fact]
    public async Task What_a_handler_throws_is_the_error_of_the_invocation_and_the_next_event_is_handled()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());

        var failed = await function.InvokeAsync("fail");
        var next = await function.InvokeAsync("order");

        Assert.NotNull(failed.Error);
        Assert.Equal("FormatException", failed.Error.ErrorType);
        Assert.Equal("FormatException", failed.Error.HeaderErrorType);
        Assert.Equal("The text is 'fail'.", failed.Error.ErrorMessage);
        Assert.Equal("application/vnd.aws.lambda.error+json", failed.Error.ContentType?.MediaType);
        Assert.True(next.Succeeded);
    }

    [Fact]
    public async Task A_handler_that_throws_before_it_returns_a_task_is_an_error_of_the_invocation_with_its_stack_trace()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.OfContext(_ => throw new InvalidOperationException("no")));

        var outcome = await function.InvokeAsync("order");

        Assert.Equal("no", outcome.Error?.ErrorMessage);
        Assert.StartsWith($"at {typeof(ErrorTests).FullName}", outcome.Error?.StackTrace[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_handler_is_an_error_and_does_not_end_the_loop()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.OfContext(_ => throw new OperationCanceledException("too slow")));

        Assert.Equal("OperationCanceledException", (await function.InvokeAsync("a")).Error?.ErrorType);
        Assert.Equal("OperationCanceledException", (await function.InvokeAsync("b")).Error?.ErrorType);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_an_error_that_names_the_type()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());

        var outcome = await function.Host.InvokeAsync("[]", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("JsonSerializerException", outcome.Error?.ErrorType);
        Assert.StartsWith($"The event is not a {typeof(Text).FullName}: ", outcome.Error?.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_an_error_of_the_invocation()
    {
        var size = RuntimeApiHost.LargestResponse + 1;
        await using var function = await RunningFunction.StartAsync(
            LambdaBootstrapBuilder.Create((_, _) => Task.FromResult<Stream>(new MemoryStream(new byte[size]))));

        var outcome = await function.InvokeAsync("order");

        Assert.Equal("Function.ResponseSizeTooLarge", outcome.Error?.ErrorType);
        Assert.Equal($"The answer has {size} bytes, more than Lambda takes.", outcome.Error?.ErrorMessage);
    }

    [Fact]
    public async Task An_answer_of_the_largest_size_is_taken()
    {
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create(
            (_, _) => Task.FromResult<Stream>(new MemoryStream(new byte[RuntimeApiHost.LargestResponse]))));

        Assert.Equal(RuntimeApiHost.LargestResponse, (await function.InvokeAsync("order")).Payload.Length);
    }

    [Fact]
    public void A_report_has_the_causes()
    {
        var report = ErrorReport.Of(new InvalidOperationException("outer", new IOException("inner")));

        using var json = JsonDocument.Parse(report.ToJson());

        var cause = json.RootElement.GetProperty("cause");
        Assert.Equal("IOException", cause.GetProperty("errorType").GetString());
        Assert.Equal("inner", cause.GetProperty("errorMessage").GetString());
        Assert.False(cause.TryGetProperty("cause", out _));
    }

    [Fact]
    public void A_report_stays_small_whatever_is_in_the_exception()
    {
        Exception exception = new InvalidOperationException(new string('ü', 1_000_000));
        for (var i = 0; i < 1000; i++) exception = new InvalidOperationException(new string('ü', 1_000_000), exception);

        Assert.InRange(ErrorReport.Of(exception).ToJson().Length, 1, 6 * 1024 * 1024);
    }

    [Fact]
    public void The_type_in_the_header_is_ascii()
    {
        Assert.Equal("Gr??e?Exception", new ErrorReport("Größe\nException", "").HeaderType);
    }
}

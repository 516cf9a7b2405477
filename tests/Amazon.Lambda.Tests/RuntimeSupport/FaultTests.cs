using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests.RuntimeSupport;

public sealed class FaultTests
{
    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_refused_next_ends_the_function(int status)
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Next, new(status)));

        var exception = await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Ended);

        Assert.Equal(status, exception.StatusCode);
        Assert.StartsWith(
            $"The Lambda Runtime API answered GET /2018-06-01/runtime/invocation/next with {status}: ",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dropped_next_is_asked_again()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Next, RuntimeApiFault.Drop, times: 2));

        Assert.True((await function.InvokeAsync("order")).Succeeded);
    }

    [Fact]
    public async Task A_runtime_api_that_only_drops_connections_ends_the_function()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Next, RuntimeApiFault.Drop, times: 100));

        var exception = await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Ended);

        Assert.Equal(0, exception.StatusCode);
        Assert.StartsWith(
            $"The Lambda Runtime API at {function.Host.Address} (AWS_LAMBDA_RUNTIME_API) does not answer ",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_runtime_api_that_goes_away_ends_the_function()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());
        await function.InvokeAsync("order");

        await function.Host.DisposeAsync();

        await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Ended);
    }

    [Fact]
    public async Task A_dropped_answer_is_sent_again()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Response, RuntimeApiFault.Drop));

        Assert.Equal("""{"Value":"ORDER"}""", (await function.InvokeAsync("order")).Text);
    }

    [Fact]
    public async Task An_answer_that_was_taken_before_the_connection_broke_is_taken_once_and_the_loop_goes_on()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Response, RuntimeApiFault.DropAnswer));

        var first = await function.InvokeAsync("first");
        var second = await function.InvokeAsync("second");

        Assert.Equal("""{"Value":"FIRST"}""", first.Text);
        Assert.Equal("""{"Value":"SECOND"}""", second.Text);
        Assert.Equal(3, function.Host.Calls(RuntimeApiCall.Response));
    }

    [Fact]
    public async Task A_refused_answer_is_not_the_end_of_the_loop()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Response, RuntimeApiFault.Forbidden));

        _ = function.InvokeAsync("refused");

        Assert.True((await function.InvokeAsync("order")).Succeeded);
    }

    [Theory]
    [InlineData(RuntimeApiCall.Response, "order")]
    [InlineData(RuntimeApiCall.Error, "fail")]
    public async Task A_container_error_ends_the_function(RuntimeApiCall call, string text)
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(call, RuntimeApiFault.ServerError));

        _ = function.InvokeAsync(text);

        var exception = await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Ended);
        Assert.Equal(500, exception.StatusCode);
    }

    [Fact]
    public async Task A_refused_error_report_is_not_the_end_of_the_loop()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper(), host => host.Fail(RuntimeApiCall.Error, RuntimeApiFault.Forbidden));

        _ = function.InvokeAsync("fail");

        Assert.True((await function.InvokeAsync("order")).Succeeded);
    }
}

using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests.RuntimeSupport;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task What_the_initializer_throws_is_reported_and_thrown()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper().UseBootstrapHandler(() => throw new InvalidOperationException("DATALAKE_DATASET is missing.")));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => function.Ended);

        var reported = await function.Host.InitError;
        Assert.Equal("DATALAKE_DATASET is missing.", exception.Message);
        Assert.Equal("DATALAKE_DATASET is missing.", reported.ErrorMessage);
        Assert.Equal("InvalidOperationException", reported.HeaderErrorType);
        Assert.Equal(0, function.Host.Calls(RuntimeApiCall.Next));
    }

    [Fact]
    public async Task An_initializer_that_says_no_ends_the_function_without_a_word()
    {
        await using var function = await RunningFunction.StartAsync(
            RunningFunction.Upper().UseBootstrapHandler(() => Task.FromResult(false)));

        await function.Ended;

        Assert.Equal(0, function.Host.Calls(RuntimeApiCall.Next));
        Assert.Equal(0, function.Host.Calls(RuntimeApiCall.InitError));
    }

    [Fact]
    public async Task The_initializer_has_ended_before_the_first_event_is_asked_for()
    {
        var gate = new TaskCompletionSource<bool>();
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper().UseBootstrapHandler(() => gate.Task));

        Assert.Equal(0, function.Host.Calls(RuntimeApiCall.Next));
        gate.SetResult(true);

        Assert.True((await function.InvokeAsync("order")).Succeeded);
    }

    [Fact]
    public async Task Told_to_stop_while_it_waits_it_returns()
    {
        await using var function = await RunningFunction.StartAsync(RunningFunction.Upper());
        await function.Host.Ready;

        function.Stop();

        await function.Ended;
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_an_event_it_hands_in_the_answer_and_returns()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource<Text>();
        await using var function = await RunningFunction.StartAsync(LambdaBootstrapBuilder.Create<Text, Text>(
            (_, _) =>
            {
                entered.SetResult();
                return gate.Task;
            },
            RunningFunction.Serializer));
        var outcome = function.InvokeAsync("order");
        await entered.Task;

        function.Stop();
        gate.SetResult(new("done"));

        Assert.Equal("""{"Value":"done"}""", (await outcome).Text);
        await function.Ended;
        Assert.Equal(1, function.Host.Calls(RuntimeApiCall.Next));
    }

    [Theory]
    [InlineData("", "AWS_LAMBDA_RUNTIME_API is not set.")]
    [InlineData("http://127.0.0.1:9001", "AWS_LAMBDA_RUNTIME_API is 'http://127.0.0.1:9001', which is not host:port.")]
    [InlineData("127.0.0.1:9001/path", "AWS_LAMBDA_RUNTIME_API is '127.0.0.1:9001/path', which is not host:port.")]
    [InlineData("127.0.0.1:no", "AWS_LAMBDA_RUNTIME_API is '127.0.0.1:no', which is not host:port.")]
    public async Task An_address_that_is_none_is_an_error_that_names_the_variable(string address, string message)
    {
        using var bootstrap = RunningFunction.Upper().ConfigureOptions(options => options.RuntimeApiEndpoint = address).Build();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            bootstrap.RunAsync(TestContext.Current.CancellationToken)
        );

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}

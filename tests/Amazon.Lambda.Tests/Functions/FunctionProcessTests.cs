using System.Text.Json;

namespace Amazon.Lambda.Tests.Functions;

/// <summary>The loop in a process of its own, where its environment, its signals and its output are the real ones.</summary>
public sealed class FunctionProcessTests
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "Amazon.Lambda.TestFunction.dll");

    [Fact]
    public async Task A_function_sees_what_lambda_tells_it()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);

        var outcome = await InvokeAsync(function, "", "text", new() { RequestId = "r-1", TraceId = "Root=1-2;Sampled=1" });

        Assert.Equal(
            """{"Text":"text","RequestId":"r-1","FunctionName":"StructCheckoutData","TraceId":"Root=1-2;Sampled=1"}""",
            outcome.Text
        );
    }

    [Fact]
    public async Task The_trace_id_of_one_event_is_not_left_for_the_next()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);

        await InvokeAsync(function, "", "first");
        var outcome = await InvokeAsync(function, "", "second", new() { RequestId = "r-2", TraceId = null });

        Assert.Equal("""{"Text":"second","RequestId":"r-2","FunctionName":"StructCheckoutData"}""", outcome.Text);
    }

    [Fact]
    public async Task An_error_is_reported_and_is_one_line_of_the_log()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);

        var outcome = await InvokeAsync(function, "throw", "no", new() { RequestId = "r-1" });
        var line = await function.StandardOutput.WaitForAsync(line => line.Contains("\tfail\t", StringComparison.Ordinal), Cancellation);

        Assert.Equal("no", outcome.Error?.ErrorMessage);
        Assert.Contains("\tr-1\tfail\tSystem.InvalidOperationException: no\r   at ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_logging_is_json_an_error_is_one_line_of_json()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host, ("AWS_LAMBDA_LOG_FORMAT", "JSON"));

        await InvokeAsync(function, "throw", "no", new() { RequestId = "r-1" });
        var line = await function.StandardOutput.WaitForAsync(line => line.StartsWith('{'), Cancellation);

        using var json = JsonDocument.Parse(line);
        Assert.Equal("r-1", json.RootElement.GetProperty("requestId").GetString());
        Assert.Equal("Error", json.RootElement.GetProperty("level").GetString());
        Assert.StartsWith(
            "System.InvalidOperationException: no\n", json.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_sigterm_a_waiting_function_shuts_down()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);
        await function.ReadyAsync(Cancellation);

        function.Terminate();

        Assert.Equal(0, await function.Exited.WaitAsync(Cancellation));
        Assert.Equal(["after the loop", "process exit"], function.StandardOutput.Lines);
    }

    [Fact]
    public async Task At_sigterm_a_busy_function_hands_in_its_answer_and_shuts_down()
    {
        var file = System.IO.Path.Combine(Directory.CreateTempSubdirectory("sigterm").FullName, "go");
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);
        var outcome = InvokeAsync(function, "wait for the file", file);
        await function.StandardOutput.WaitForAsync(line => line.EndsWith("\tinfo\twaiting", StringComparison.Ordinal), Cancellation);

        function.Terminate();
        await File.WriteAllTextAsync(file, "", Cancellation);

        Assert.True((await outcome).Succeeded);
        Assert.Equal(0, await function.Exited.WaitAsync(Cancellation));
        Directory.Delete(System.IO.Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task A_function_whose_settings_are_wrong_says_so_and_ends()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host, ("TEST_SETTING", "missing"));

        Assert.NotEqual(0, await function.Exited.WaitAsync(Cancellation));

        Assert.Equal("TEST_SETTING is missing.", (await host.InitError.WaitAsync(Cancellation)).ErrorMessage);
    }

    [Fact]
    public async Task Without_a_runtime_api_a_function_says_so_and_ends()
    {
        await using var function = Start(host: null);

        Assert.NotEqual(0, await function.Exited.WaitAsync(Cancellation));

        Assert.Contains("AWS_LAMBDA_RUNTIME_API is not set.", function.StandardError.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_whose_runtime_api_goes_away_ends()
    {
        var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);
        await function.ReadyAsync(Cancellation);

        await host.DisposeAsync();

        Assert.NotEqual(0, await function.Exited.WaitAsync(Cancellation));
        Assert.Contains("(AWS_LAMBDA_RUNTIME_API) does not answer", function.StandardError.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_dies_in_the_middle_is_seen_at_once()
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var function = Start(host);

        var exception = await Assert.ThrowsAsync<FunctionExitedException>(() => InvokeAsync(function, "exit", ""));

        Assert.Equal(3, exception.ExitCode);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static FunctionProcess Start(RuntimeApiHost? host, params (string Name, string Value)[] environment) => FunctionProcess.Start(
        new(Path) { Name = "StructCheckoutData", Environment = environment.ToDictionary(pair => pair.Name, string? (pair) => pair.Value) },
        host);

    private static Task<InvocationOutcome> InvokeAsync(
        FunctionProcess function, string what, string text, InvocationOptions? options = null) =>
        function.InvokeAsync($$"""{"do":"{{what}}","text":"{{text}}"}""", options, Cancellation);
}

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.Tests.RuntimeSupport;

/// <summary>A function that runs in the test's own process, on a Runtime API of its own.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LambdaBootstrap _bootstrap;

    private RunningFunction(RuntimeApiHost host, LambdaBootstrapBuilder builder)
    {
        Host = host;
        _bootstrap = builder.ConfigureOptions(options => options.RuntimeApiEndpoint = host.Address).Build();
        Ended = Task.Run(() => _bootstrap.RunAsync(_stop.Token));
    }

    public static SourceGeneratorLambdaJsonSerializer<LoopJson> Serializer { get; } = new();

    public RuntimeApiHost Host { get; }

    /// <summary>The loop: ends when it returns or throws.</summary>
    public Task Ended { get; }

    public static async Task<RunningFunction> StartAsync(
        LambdaBootstrapBuilder builder, Action<RuntimeApiHost>? prepare = null, TimeProvider? hostTime = null)
    {
        var host = await RuntimeApiHost.StartAsync(hostTime);
        prepare?.Invoke(host);
        return new(host, builder);
    }

    /// <summary>A function that answers with the text of the event in upper case, and throws at "fail".</summary>
    public static LambdaBootstrapBuilder Upper() => LambdaBootstrapBuilder.Create<Text, Text>(
        (text, _) => text.Value == "fail"
            ? Task.FromException<Text>(new FormatException("The text is 'fail'."))
            : Task.FromResult(new Text(text.Value.ToUpperInvariant())),
        Serializer);

    public static LambdaBootstrapBuilder OfContext(Func<ILambdaContext, string> answer) =>
        LambdaBootstrapBuilder.Create<Text, Text>((_, context) => Task.FromResult(new Text(answer(context))), Serializer);

    public Task<InvocationOutcome> InvokeAsync(string text, InvocationOptions? options = null) =>
        Host.InvokeAsync($$"""{"value":"{{text}}"}""", options, TestContext.Current.CancellationToken);

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await Host.DisposeAsync();
        _bootstrap.Dispose();
        _stop.Dispose();
    }
}

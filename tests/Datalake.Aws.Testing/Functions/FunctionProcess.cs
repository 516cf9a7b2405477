using Datalake.Aws.Testing.RuntimeApi;
using Datalake.Testing.Processes;

namespace Datalake.Aws.Testing.Functions;

/// <summary>A published function in a process of its own, on a Runtime API of the test. It is killed when this is disposed.</summary>
public sealed class FunctionProcess : IAsyncDisposable
{
    private readonly TestProcess _process;
    private readonly RuntimeApiHost? _host;

    private FunctionProcess(TestProcess process, RuntimeApiHost? host)
    {
        _process = process;
        _host = host;
    }

    /// <summary>The lines it has written to standard output.</summary>
    public LineLog StandardOutput => _process.Output;

    /// <summary>The lines it has written to standard error.</summary>
    public LineLog StandardError => _process.Errors;

    /// <summary>Ends with the exit code, after the last line was read.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>The largest resident memory it had, in bytes.</summary>
    public long PeakWorkingSet => _process.PeakWorkingSet;

    private RuntimeApiHost Host => _host ?? throw new InvalidOperationException("The function was started without a Runtime API.");

    /// <summary>Starts a function.</summary>
    /// <param name="start">Which one.</param>
    /// <param name="host">The Runtime API; null leaves <c>AWS_LAMBDA_RUNTIME_API</c> out, unless <paramref name="start"/> names it.</param>
    /// <exception cref="FileNotFoundException">There is no such function.</exception>
    public static FunctionProcess Start(FunctionStart start, RuntimeApiHost? host)
    {
        if (!File.Exists(start.Path))
            throw new FileNotFoundException($"There is no function at {start.Path}. Publish it first.", start.Path);
        return new(TestProcess.Start(start.ToStartInfo(host?.Address)), host);
    }

    /// <summary>Waits until it asks for its first event.</summary>
    /// <param name="cancellationToken">A token to cancel the wait.</param>
    /// <exception cref="FunctionExitedException">It ended before.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken = default) => await UnlessExitedAsync(Host.Ready, cancellationToken);

    /// <summary>Gives it an event, and waits for what it makes of it.</summary>
    /// <param name="payload">The event, JSON.</param>
    /// <param name="options">Deadline, trace id and the like.</param>
    /// <param name="cancellationToken">A token to cancel the wait; the event stays where it is.</param>
    /// <exception cref="FunctionExitedException">It ended before it answered.</exception>
    public async Task<InvocationOutcome> InvokeAsync(
        string payload, InvocationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var outcome = Host.InvokeAsync(payload, options, cancellationToken);
        await UnlessExitedAsync(outcome, cancellationToken);
        return await outcome;
    }

    /// <summary>Sends SIGTERM, as Lambda does before it takes an environment away.</summary>
    public void Terminate() => _process.Signal(TestProcess.Terminate);

    /// <summary>Kills it, as when its environment is gone.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task UnlessExitedAsync(Task awaited, CancellationToken cancellationToken)
    {
        await Task.WhenAny(awaited, Exited).WaitAsync(cancellationToken);
        if (awaited.IsCompleted) await awaited;
        else throw new FunctionExitedException(await Exited, StandardOutput, StandardError);
    }
}

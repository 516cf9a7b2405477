using System.Diagnostics;
using System.Runtime.InteropServices;
using Datalake.Aws.Testing.RuntimeApi;

namespace Datalake.Aws.Testing.Functions;

/// <summary>A published function in a process of its own, on a Runtime API of the test. Its tree of processes is killed when this is disposed.</summary>
public sealed partial class FunctionProcess : IAsyncDisposable
{
    private const int SignalTerminate = 15;

    private readonly Process _process;
    private readonly RuntimeApiHost? _host;
    private readonly Task _read;

    private FunctionProcess(Process process, RuntimeApiHost? host)
    {
        _process = process;
        _host = host;
        _read = Task.WhenAll(StandardOutput.ReadAsync(process.StandardOutput), StandardError.ReadAsync(process.StandardError));
        Exited = WaitAsync();
    }

    /// <summary>The lines it wrote to standard output so far.</summary>
    public LineLog StandardOutput { get; } = new();

    /// <summary>The lines it wrote to standard error so far.</summary>
    public LineLog StandardError { get; } = new();

    /// <summary>Ends with the exit code, after the last line was read.</summary>
    public Task<int> Exited { get; }

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>The largest resident memory it had, in bytes.</summary>
    public long PeakWorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a function.</summary>
    /// <param name="start">Which one.</param>
    /// <param name="host">The Runtime API; null leaves <c>AWS_LAMBDA_RUNTIME_API</c> out, unless <paramref name="start"/> names it.</param>
    /// <exception cref="FileNotFoundException">There is no such function.</exception>
    public static FunctionProcess Start(FunctionStart start, RuntimeApiHost? host)
    {
        if (!File.Exists(start.Path)) throw new FileNotFoundException($"There is no function at {start.Path}. Publish it first.", start.Path);
        var process = Process.Start(start.ToStartInfo(host?.Address)) ?? throw new InvalidOperationException($"{start.Path} did not start.");
        process.StandardInput.Close();
        return new(process, host);
    }

    /// <summary>Waits until it asks for its first event.</summary>
    /// <exception cref="FunctionExitedException">It ended before.</exception>
    public async Task ReadyAsync(CancellationToken cancellation = default) => await UnlessExitedAsync(Host.Ready, cancellation);

    /// <summary>Gives it an event, and waits for what it makes of it.</summary>
    /// <exception cref="FunctionExitedException">It ended before it answered.</exception>
    public async Task<InvocationOutcome> InvokeAsync(
        string payload, InvocationOptions? options = null, CancellationToken cancellation = default)
    {
        var outcome = Host.InvokeAsync(payload, options, cancellation);
        await UnlessExitedAsync(outcome, cancellation);
        return await outcome;
    }

    /// <summary>Sends SIGTERM, as Lambda does before it takes an environment away.</summary>
    public void Terminate()
    {
        if (Kill(_process.Id, SignalTerminate) != 0)
            throw new InvalidOperationException($"Process {_process.Id} took no signal: errno {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Kills it with its children, as when its environment is gone.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        await Exited;
        _process.Dispose();
    }

    private RuntimeApiHost Host => _host ?? throw new InvalidOperationException("The function was started without a Runtime API.");

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        await _read;
        return _process.ExitCode;
    }

    private async Task UnlessExitedAsync(Task awaited, CancellationToken cancellation)
    {
        await Task.WhenAny(awaited, Exited).WaitAsync(cancellation);
        if (awaited.IsCompleted) await awaited;
        else throw new FunctionExitedException(await Exited, StandardOutput, StandardError);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

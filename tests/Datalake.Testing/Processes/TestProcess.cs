using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Datalake.Testing.Processes;

/// <summary>A process that a test started, with the lines it writes. It and what it started are killed when this is disposed.</summary>
public sealed partial class TestProcess : IAsyncDisposable
{
    /// <summary>SIGINT, as Ctrl+C sends it.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGTERM, which asks a process to end.</summary>
    public const int Terminate = 15;

    /// <summary>SIGSTOP, which holds a process where it is; it can still be killed.</summary>
    public const int Stop = 19;

    /// <summary>The exit code of a process that was killed with SIGKILL.</summary>
    public const int Killed = 137;

    private readonly Process process;
    private readonly Task read;

    private TestProcess(Process process)
    {
        this.process = process;
        read = Task.WhenAll(Output.ReadAsync(process.StandardOutput), Errors.ReadAsync(process.StandardError));
        Exited = WaitAsync();
    }

    /// <summary>The lines it has written to standard output.</summary>
    public LineLog Output { get; } = new();

    /// <summary>The lines it has written to standard error.</summary>
    public LineLog Errors { get; } = new();

    /// <summary>Ends with the exit code, after the last line was read.</summary>
    public Task<int> Exited { get; }

    /// <summary>The id of the process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>The largest resident memory it had, in bytes.</summary>
    public long PeakWorkingSet
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a process that reads nothing from standard input.</summary>
    /// <param name="start">The program, its arguments and its environment.</param>
    public static TestProcess Start(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        var started = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        started.StandardInput.Close();
        return new TestProcess(started);
    }

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">Its number, for example <see cref="Terminate"/>.</param>
    public void Signal(int signal)
    {
        if (Kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"Process {process.Id} took no signal: errno {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Kills it as a power failure would: SIGKILL, no handler runs. Does nothing when it has ended.</summary>
    public void Kill() => process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await Exited;
        process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync();
        await read;
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

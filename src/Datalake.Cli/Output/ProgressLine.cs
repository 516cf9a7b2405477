using System.Diagnostics.CodeAnalysis;
using Datalake.Cli.Commands;
using Spectre.Console;

namespace Datalake.Cli.Output;

/// <summary>Shows how long work goes: a live line on a terminal, one line a second where the errors are piped.</summary>
internal static class ProgressLine
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Piped = TimeSpan.FromSeconds(1);

    /// <summary>Does work and shows how it goes.</summary>
    /// <param name="io">Takes the lines.</param>
    /// <param name="line">What to show now; called again and again while the work runs.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> ShowAsync<T>(CommandIo io, Func<string> line, Func<Task<T>> work)
    {
        var running = Task.Run(work);
        if (io.ErrorIsTerminal)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(io.Error) });
            await console.Status().StartAsync(Markup.Escape(line()), async status =>
            {
                while (!await EndsWithinAsync(running, OnTerminal, io.Time)) status.Status(Markup.Escape(line()));
            });
        }
        else
        {
            while (!await EndsWithinAsync(running, Piped, io.Time)) await io.Error.WriteLineAsync(line());
        }

        return await running;
    }

    [SuppressMessage(
        "Usage", "VSTHRD003", Justification = "The caller's task is only looked at here; its result is awaited by the caller.")]
    private static async Task<bool> EndsWithinAsync(Task work, TimeSpan time, TimeProvider clock)
    {
        using var stop = new CancellationTokenSource();
        var ended = await Task.WhenAny(work, Task.Delay(time, clock, stop.Token)) == work;
        await stop.CancelAsync();
        return ended;
    }
}

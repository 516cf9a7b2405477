using System.Text;
using Datalake.Embedded.Live;
using Microsoft.Win32.SafeHandles;

namespace Datalake.Cli.Commands;

/// <summary>What a command talks to: results go to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
internal sealed class CommandIo : IDisposable
{
    private const int BufferBytes = 64 << 10;

    /// <summary>Takes the results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes progress, notes and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What is piped in.</summary>
    public required TextReader In { get; init; }

    /// <summary>True when nothing is piped in.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>True when a person watches <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The lake that a server runs, when the command runs in one; else null.</summary>
    public LiveLake? Live { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process's own streams.</summary>
    public static CommandIo OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CommandIo
        {
            Out = new StreamWriter(StandardOutput(), utf8, BufferBytes),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            In = Console.In,
            InIsTerminal = !Console.IsInputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
        };
    }

    private static Stream StandardOutput()
    {
        // The console's stream takes what is written to a pipe that nobody reads any more, so a query behind head would run to its end. A
        // file keeps that stream: it may be shared with what else writes to it.
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Out.Dispose();
        }
        catch (IOException)
        {
            // Whoever read the results has gone, as head does.
        }

        Error.Dispose();
    }
}

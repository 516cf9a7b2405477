using System.Text;

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

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process's own streams.</summary>
    public static CommandIo OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CommandIo
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, BufferBytes),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            In = Console.In,
            InIsTerminal = !Console.IsInputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
        };
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

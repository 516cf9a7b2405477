namespace Datalake.Cli.Commands;

/// <summary>What the command says to whoever called it.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Some input went to, or stayed in, quarantine; the rest is done.</summary>
    public const int Quarantined = 1;

    /// <summary>Wrong usage, a wrong contract, a wrong query.</summary>
    public const int Usage = 2;

    /// <summary>The lake could not do it: I/O, the engine, the lock; or status or rebuild --verify found a difference.</summary>
    public const int Failed = 3;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Cancelled = 130;
}

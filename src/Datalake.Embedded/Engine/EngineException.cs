namespace Datalake.Embedded.Engine;

/// <summary>The engine could not do its work. What was to be written is not there; nothing that was there is changed.</summary>
/// <param name="message">What was tried, on what, and the engine's words; or these words alone.</param>
/// <param name="inner">The cause.</param>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner)
{
    // The engine's client library reports a type for failures of execution only, so the words that each of the engine's messages begins
    // with decide.
    private static readonly (string Prefix, EngineErrorKind Kind)[] Prefixes =
    [
        ("Parser Error:", EngineErrorKind.Parser),
        ("Syntax Error:", EngineErrorKind.Parser),
        ("Catalog Error:", EngineErrorKind.Catalog),
        ("Binder Error:", EngineErrorKind.Binder),
        ("Permission Error:", EngineErrorKind.Permission),
        ("IO Error:", EngineErrorKind.Io),
        ("INTERRUPT Error:", EngineErrorKind.Interrupt),
    ];

    /// <summary>What kind of failure it was, by the engine's words.</summary>
    public EngineErrorKind Kind { get; } = Array.Find(Prefixes, known => message.StartsWith(known.Prefix, StringComparison.Ordinal)).Kind;

    /// <summary>True when the statement itself is wrong: it fails again however often it is run.</summary>
    public bool IsWrongStatement =>
        Kind is EngineErrorKind.Parser or EngineErrorKind.Catalog or EngineErrorKind.Binder or EngineErrorKind.Permission;
}

namespace Datalake.Embedded.Engine;

/// <summary>What kind of failure the engine reported.</summary>
public enum EngineErrorKind
{
    /// <summary>Any other failure: a value that does not convert, too little memory, a row count that does not add up.</summary>
    Other,

    /// <summary>The text is not SQL.</summary>
    Parser,

    /// <summary>A table, a schema or a function does not exist.</summary>
    Catalog,

    /// <summary>A column does not exist, or types do not go together.</summary>
    Binder,

    /// <summary>The statement asks for what is not allowed, such as a file outside the tables.</summary>
    Permission,

    /// <summary>A file could not be read or written.</summary>
    Io,

    /// <summary>The statement was interrupted.</summary>
    Interrupt,
}

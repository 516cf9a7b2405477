namespace DuckDB.NET.Native;

/// <summary>The kinds of error the engine tells apart, by the numbers its C API gives them.</summary>
public enum DuckDBErrorType
{
    /// <summary>No error, or one without a kind.</summary>
    Invalid = 0,

    /// <summary>A value does not fit its type.</summary>
    OutOfRange = 1,

    /// <summary>A value cannot be read as the type asked for.</summary>
    Conversion = 2,

    /// <summary>A type is not known.</summary>
    UnknownType = 3,

    /// <summary>A decimal does not fit its width and scale.</summary>
    Decimal = 4,

    /// <summary>Two types that must agree do not.</summary>
    MismatchType = 5,

    /// <summary>Something was divided by zero.</summary>
    DivideByZero = 6,

    /// <summary>An object is larger than the engine allows.</summary>
    ObjectSize = 7,

    /// <summary>A type is used where it cannot be.</summary>
    InvalidType = 8,

    /// <summary>Something stored cannot be read, or something cannot be stored.</summary>
    Serialization = 9,

    /// <summary>The transaction cannot go on, as after a write conflict.</summary>
    Transaction = 10,

    /// <summary>The engine does not offer this yet.</summary>
    NotImplemented = 11,

    /// <summary>An expression cannot be evaluated.</summary>
    Expression = 12,

    /// <summary>A table, view, function or type does not exist, or exists already.</summary>
    Catalog = 13,

    /// <summary>The text is not SQL.</summary>
    Parser = 14,

    /// <summary>No plan can be made for the query.</summary>
    Planner = 15,

    /// <summary>The engine's scheduler failed.</summary>
    Scheduler = 16,

    /// <summary>The engine's executor failed.</summary>
    Executor = 17,

    /// <summary>A constraint is not kept.</summary>
    Constraint = 18,

    /// <summary>An index failed.</summary>
    Index = 19,

    /// <summary>The engine's statistics failed.</summary>
    Stat = 20,

    /// <summary>The connection cannot be used.</summary>
    Connection = 21,

    /// <summary>The SQL is well formed but not allowed here.</summary>
    Syntax = 22,

    /// <summary>A setting is unknown or has a value it cannot have.</summary>
    Settings = 23,

    /// <summary>A column or function in the query cannot be resolved.</summary>
    Binder = 24,

    /// <summary>The network failed.</summary>
    Network = 25,

    /// <summary>The engine's optimizer failed.</summary>
    Optimizer = 26,

    /// <summary>The engine met a null pointer.</summary>
    NullPointer = 27,

    /// <summary>A file cannot be read or written, or a database is locked by another process.</summary>
    Io = 28,

    /// <summary>The work was interrupted.</summary>
    Interrupt = 29,

    /// <summary>The engine cannot go on; the database must be opened again.</summary>
    Fatal = 30,

    /// <summary>A defect of the engine.</summary>
    Internal = 31,

    /// <summary>An argument or a setting is wrong.</summary>
    InvalidInput = 32,

    /// <summary>The memory limit was reached and nothing could be moved to disk.</summary>
    OutOfMemory = 33,

    /// <summary>The setting in force forbids it.</summary>
    Permission = 34,

    /// <summary>A parameter has no type yet.</summary>
    ParameterNotResolved = 35,

    /// <summary>A parameter is not allowed here.</summary>
    ParameterNotAllowed = 36,

    /// <summary>Something else depends on what is to be dropped.</summary>
    Dependency = 37,

    /// <summary>A request over HTTP failed.</summary>
    Http = 38,

    /// <summary>An extension that is needed is not loaded.</summary>
    MissingExtension = 39,

    /// <summary>An extension could not be loaded by itself.</summary>
    Autoload = 40,

    /// <summary>A sequence is exhausted or not usable.</summary>
    Sequence = 41,
}

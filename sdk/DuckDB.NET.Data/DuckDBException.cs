namespace DuckDB.NET.Data;

/// <summary>
/// The engine refused or failed. <see cref="Exception.Message"/> is the engine's own text, which begins with the kind of error.
/// </summary>
public class DuckDBException : DbException
{
    internal DuckDBException(string message, DuckDBErrorType errorType)
        : base(message, (int)errorType) => ErrorType = errorType;

    /// <summary>The kind of error; <see cref="DuckDBErrorType.Invalid"/> when the engine names none.</summary>
    public DuckDBErrorType ErrorType { get; }
}

namespace DuckDB.NET.Native;

/// <summary>What kind of answer a statement gives.</summary>
public enum DuckDBResultType
{
    /// <summary>None: the statement failed.</summary>
    Invalid = 0,

    /// <summary>A count of rows that were changed or written.</summary>
    ChangedRows = 1,

    /// <summary>Nothing, as from <c>CREATE TABLE</c>.</summary>
    Nothing = 2,

    /// <summary>Rows.</summary>
    QueryResult = 3,
}

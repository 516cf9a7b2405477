namespace DuckDB.NET.Data.Reader;

/// <summary>In which types values are read.</summary>
[Flags]
internal enum ReadAs
{
    /// <summary>The usual .NET types.</summary>
    Usual = 0,

    /// <summary>The types that hold all values the engine has.</summary>
    Specific = 1,

    /// <summary>Elements of lists and values of maps so that NULL fits in: <c>int?</c> for <c>int</c>.</summary>
    WithNulls = 2,
}

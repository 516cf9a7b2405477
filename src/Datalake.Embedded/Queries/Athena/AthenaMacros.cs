namespace Datalake.Embedded.Queries.Athena;

/// <summary>
/// Functions of Athena's SQL that DuckDB lacks, or has under the same name with another meaning. Only those that mean the same are here;
/// what <c>system.main</c> stands before is DuckDB's own.
/// </summary>
internal static class AthenaMacros
{
    // When a macro is made the engine looks at its body up to the first parameter that stands for a value. What it wants to see then and
    // cannot, a lambda or a constant, must come after one.
    internal const string WhenThere = "CASE WHEN x IS NOT NULL THEN";

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [.. TimeMacros.Statements, .. JsonMacros.Statements, .. ArrayMacros.Statements, .. TextMacros.Statements, .. NumberMacros.Statements];

    /// <summary>The names of the functions.</summary>
    public static IReadOnlySet<string> Names { get; } =
        Statements
            .Select(statement => statement["CREATE MACRO ".Length..statement.IndexOf('(', StringComparison.Ordinal)].Trim('"'))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}

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
    [
        .. Zoned.Statements, .. TimeMacros.Statements, .. JsonMacros.Statements, .. ArrayMacros.Statements, .. MapMacros.Statements,
        .. TextMacros.Statements, .. NumberMacros.Statements, .. CastMacros.Statements,
    ];

    /// <summary>An expression that fails where a condition holds. The engine's error() cannot stand inside of TRY.</summary>
    /// <param name="wrong">The condition.</param>
    /// <param name="message">An expression for the message.</param>
    /// <param name="value">The expression elsewhere.</param>
    public static string Guard(string wrong, string message, string value) =>
        $"CASE WHEN CASE WHEN {wrong} THEN athena_fail({message}) END IS NULL THEN {value} END";

    /// <summary>The name of a macro by its statement.</summary>
    public static string NameOf(string statement) =>
        statement["CREATE MACRO ".Length..statement.IndexOf('(', StringComparison.Ordinal)].Trim('"');
}

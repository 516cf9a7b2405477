using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Queries.Showing;

/// <summary>Writes rows of texts as a query.</summary>
internal static class RowsSql
{
    /// <summary>The query that gives the rows, in their order.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The rows: a text or null for each column.</param>
    public static string Select(IReadOnlyList<string> columns, IEnumerable<string?[]> rows)
    {
        var values = rows.Select(row => $"({string.Join(", ", row.Select(Value))})").ToArray();
        return values.Length == 0
            ? $"SELECT {string.Join(", ", columns.Select(column => $"CAST(NULL AS VARCHAR) AS {Sql.Name(column)}"))} WHERE false"
            : $"SELECT * FROM (VALUES {string.Join(", ", values)}) AS rows ({string.Join(", ", columns.Select(Sql.Name))})";
    }

    private static string Value(string? text) => text is null ? "CAST(NULL AS VARCHAR)" : Sql.Text(text);
}

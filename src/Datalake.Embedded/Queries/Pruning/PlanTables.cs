using Datalake.Datasets;
using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Queries.Pruning;

/// <summary>
/// A table as a plan is made for it: its columns without files, statistics or rows that the engine knows, so that the plan says only what
/// the query says.
/// </summary>
internal static class PlanTables
{
    /// <summary>The table function that stands for a table.</summary>
    public const string Function = "repeat_row";

    private const string Prefix = "table ";

    /// <summary>The query that stands for a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="withPath">Whether it has the column <c>"$path"</c> too.</param>
    public static string Select(LakeTable table, bool withPath)
    {
        var columns = table.Columns.ToList();
        if (withPath) columns.Add((LakeTable.Path, "VARCHAR"));
        var shown = columns.Select((column, i) => $"column{i + 1} AS {Sql.Name(column.Name)}");
        var values = columns.Select(column => $"CAST(NULL AS {column.Type})").Prepend(Sql.Text(Prefix + table.Name));
        return $"SELECT {string.Join(", ", shown)} FROM {Function}({string.Join(", ", values)}, num_rows = 1000000000)";
    }

    /// <summary>The table that such a query stands for.</summary>
    /// <param name="first">The first column's value.</param>
    /// <returns>The table's name; null when it stands for none.</returns>
    public static string? NameOf(string? first) =>
        first?.StartsWith(Prefix, StringComparison.Ordinal) == true ? first[Prefix.Length..] : null;

    /// <summary>The columns that a plan can refer to, by their position in it.</summary>
    /// <param name="table">The table.</param>
    public static IReadOnlyList<PlanColumn?> ColumnsOf(LakeTable table) =>
    [
        null,
        .. table.Described.Select(column => column.Type is { } type ? new PlanColumn(column.Name, type) : null),
    ];
}

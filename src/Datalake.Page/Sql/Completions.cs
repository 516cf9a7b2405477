using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Page.Tables;

namespace Datalake.Page.Sql;

/// <summary>Finds what the editor completes.</summary>
internal static class Completions
{
    /// <summary>The tables with their columns, and the views; a view's columns are known where it works.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="views">The views.</param>
    public static IReadOnlyList<CompletedTable> Of(IReadOnlyList<LakeTable> tables, LakeViewSet views)
    {
        var works = ViewCheck.Run(views).Works;
        return
        [
            .. tables.Select(table => new CompletedTable(
                table.Name, TableKind.TextOf(table.Kind), [.. table.Columns.Select(column => column.Name)])),
            .. views.Views.Select(view => new CompletedTable(
                view.Name,
                view.Description.Length > 0 ? view.Description : "a view",
                works.TryGetValue(view, out var found) ? [.. found.Columns.Select(column => column.Name)] : [])),
        ];
    }
}

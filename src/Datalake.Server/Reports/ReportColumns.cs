using Datalake.Embedded.Queries;

namespace Datalake.Server.Reports;

/// <summary>Which columns of its result a part of a report shows, and as what.</summary>
/// <param name="X">The column along the axis, or that names the pieces of a pie; null where there is none.</param>
/// <param name="Y">The columns with values.</param>
/// <param name="Series">The column whose values are a line or a set of bars each; null where there is none.</param>
public sealed record ReportColumns(string? X, IReadOnlyList<string> Y, string? Series)
{
    /// <summary>Chooses the columns.</summary>
    /// <param name="part">The part.</param>
    /// <param name="columns">The columns of its result.</param>
    public static ReportColumns Of(ReportPart part, IReadOnlyList<LakeColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(columns);
        var x = part.Show is ReportShow.Table or ReportShow.Number ? null : Find(columns, part.X)?.Name ?? (columns.Count > 0 ? columns[0].Name : null);
        var series = Find(columns, part.Series)?.Name;
        IReadOnlyList<string> y = part.Y.Count > 0
            ? [.. part.Y.Select(name => Find(columns, name)?.Name).OfType<string>()]
            : [.. columns.Where(column => column.IsNumber && column.Name != x && column.Name != series).Select(column => column.Name)];
        return new ReportColumns(x, y, series);
    }

    /// <summary>What of a part does not go with the columns of its result.</summary>
    internal static IEnumerable<(string Property, string Message)> Check(ReportPart part, IReadOnlyList<LakeColumn> columns)
    {
        if (part.X is { } x && Find(columns, x) is null) yield return (ReportProperties.X, Missing(x));
        if (part.Series is { } series && Find(columns, series) is null) yield return (ReportProperties.Series, Missing(series));
        foreach (var label in part.Labels.Keys)
        {
            if (Find(columns, label) is null) yield return (ReportProperties.Labels, Missing(label));
        }

        foreach (var name in part.Y)
        {
            if (Find(columns, name) is not { } column) yield return (ReportProperties.Y, Missing(name));
            else if (!column.IsNumber && part.Show is not (ReportShow.Number or ReportShow.Table))
                yield return (ReportProperties.Y, $"The column '{column.Name}' holds no numbers, so a chart cannot show it. Name one that does, or cast it.");
        }

        if (part.Show is not (ReportShow.Number or ReportShow.Table) && part.Y.Count == 0 && Of(part, columns).Y.Count == 0)
            yield return (ReportProperties.Show, "No column of the query holds numbers, so a chart has nothing to show. Show a table, or cast a column.");

        string Missing(string name) =>
            $"The query has no column '{name}'. It has {string.Join(", ", columns.Select(column => column.Name))}.";
    }

    private static LakeColumn? Find(IReadOnlyList<LakeColumn> columns, string? name) =>
        columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
}

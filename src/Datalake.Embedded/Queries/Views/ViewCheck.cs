using System.Buffers;
using Datalake.Datasets;

namespace Datalake.Embedded.Queries.Views;

/// <summary>
/// Finds out, with the engine and the contracts alone, whether views work and which columns they have: the tables are there without a row.
/// </summary>
public static class ViewCheck
{
    private static readonly SearchValues<char> OfExpressions = SearchValues.Create("(){}[]'\"*+/,<>=");

    /// <summary>Checks all views of a set.</summary>
    /// <param name="set">The views.</param>
    /// <returns>Every view with its columns or its problem, and the problems of files that are no view.</returns>
    public static ViewCheckResult Run(LakeViewSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var works = new Dictionary<LakeView, CheckedView>();
        var problems = set.Problems.ToList();
        if (set.Views.Count == 0) return new ViewCheckResult(works, problems);
        using var reader = LakeReader.OpenEmpty(set);
        foreach (var view in set.Views)
        {
            try
            {
                var described = reader.Describe(view);
                var wrong = ProblemsOf(view, described).ToArray();
                problems.AddRange(wrong);
                if (wrong.Length == 0) works.Add(view, new CheckedView(described, reader.DatasetsOf(view), reader.DatabasesIn(view)));
            }
            catch (ViewRefusedException refused)
            {
                // The problem of another view, which this one uses, is reported with that one.
                if (!problems.Contains(refused.Problem)) problems.Add(refused.Problem);
            }
            catch (QueryRefusedException refused)
            {
                problems.Add(new ViewProblem(view.Source, view.Name, ViewRules.Sql, refused.Message));
            }
        }

        return new ViewCheckResult(works, problems);
    }

    private static IEnumerable<ViewProblem> ProblemsOf(LakeView view, IReadOnlyList<DescribedColumn> columns)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
        {
            var problem = !used.Add(column.Name) ? $"Two columns have the name '{column.Name}'. Give one another name: AS name."
                : column.Name.AsSpan().ContainsAny(OfExpressions) || char.IsAsciiDigit(column.Name[0])
                    ? $"The column {column.Name} has no name of its own. Give it one: {column.Name} AS name."
                : column.Type is null ? TypeProblem(column)
                : null;
            if (problem is not null) yield return new ViewProblem(view.Source, view.Name, ViewRules.Column, problem);
        }
    }

    private static string TypeProblem(DescribedColumn column) => column.EngineType.Contains("TIMESTAMP WITH TIME ZONE", StringComparison.Ordinal)
        ? $"The column '{column.Name}' holds a timestamp with time zone, which Athena does not store in a view. Write CAST(… AS timestamp) AS {column.Name}."
        : $"The column '{column.Name}' has the type {column.EngineType.ToLowerInvariant()}, which Athena does not store in a view. "
            + $"Write CAST(… AS varchar) AS {column.Name}, or another type.";
}

/// <summary>What a check of views found.</summary>
/// <param name="Works">The views that work.</param>
/// <param name="Problems">What is wrong with the others.</param>
public sealed record ViewCheckResult(IReadOnlyDictionary<LakeView, CheckedView> Works, IReadOnlyList<ViewProblem> Problems);

/// <summary>A view that works.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Reads">The datasets that it reads, directly or through others.</param>
/// <param name="Databases">Where its query names databases.</param>
public sealed record CheckedView(
    IReadOnlyList<DescribedColumn> Columns, IReadOnlyList<DatasetContract> Reads, IReadOnlyList<NamedDatabase> Databases);

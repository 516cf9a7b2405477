using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Queries.Views;

/// <summary>Writes the files of views.</summary>
/// <param name="directory">The directory of datasets.</param>
public sealed class ViewWriter(string directory)
{
    /// <summary>Finds out which file a statement makes, and checks the view as it would be there.</summary>
    /// <param name="set">The views there are.</param>
    /// <param name="statement">The statement.</param>
    /// <returns>The view, with the file that it is to have.</returns>
    /// <exception cref="QueryRefusedException">There can be no such view; the message says why.</exception>
    public LakeView Plan(LakeViewSet set, ViewStatement statement)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(statement);
        if (ViewName.ProblemOf(statement.Name) is { } wrong) throw new QueryRefusedException(wrong);
        if (LakeReader.TablesOf(set.Catalog).FirstOrDefault(table => table.Name == statement.Name) is { } table)
            throw new QueryRefusedException($"The dataset '{table.Dataset.Name}' has a table '{table.Name}'. Take another name for the view.");
        var view = set.Find(statement.Name) is { } old ? Replace(old, statement) : Place(set, statement);
        if (!statement.Replaces && File.Exists(view.Source))
        {
            throw new QueryRefusedException(
                $"There is a view '{view.Name}' already ({view.Source}). To put this one in its place, write CREATE OR REPLACE VIEW.");
        }

        var known = ViewCheck.Run(set).Problems.Where(problem => problem.Source != view.Source);
        if (ViewCheck.Run(set.With(view)).Problems.Except(known).MinBy(problem => problem.Source != view.Source) is { } problem)
        {
            throw new QueryRefusedException(problem.Source == view.Source
                ? $"The view '{view.Name}' is not written. {problem.Message}"
                : $"The view '{view.Name}' is not written, because '{problem.View}' ({problem.Source}) would not work with it. {problem.Message}");
        }

        return view;
    }

    /// <summary>Writes a view's file: as a whole or not at all.</summary>
    /// <param name="view">The view.</param>
    /// <param name="replaces">Whether the file may be there already.</param>
    /// <exception cref="IOException">It cannot be written, or is there.</exception>
    public static void Write(LakeView view, bool replaces)
    {
        ArgumentNullException.ThrowIfNull(view);
        WholeFile.Write(view.Source, view.Sql + "\n", replaces);
    }

    private static LakeView Replace(LakeView old, ViewStatement statement) =>
        statement.Database is null || statement.Database == old.Database
            ? old with { Sql = statement.Sql }
            : throw new QueryRefusedException(
                $"There is a view '{old.Name}' in the database '{old.Database}' already ({old.Source}). Take another name for the view.");

    private LakeView Place(LakeViewSet set, ViewStatement statement)
    {
        var databases = set.Catalog.Databases;
        if (statement.Database is { } named && !databases.Contains(named, StringComparer.Ordinal))
            throw new QueryRefusedException($"No dataset has the database '{named}'. There are: {string.Join(", ", databases)}.");
        var draft = new LakeView(statement.Name, statement.Database ?? databases[0], null, $"{statement.Name}.sql", statement.Sql);
        using var reader = LakeReader.OpenEmpty(set.With(draft));
        var read = reader.DatasetsOf(draft);
        var database = statement.Database
            ?? Only(read.Select(dataset => dataset.Database))
            ?? Only(databases)
            ?? throw new QueryRefusedException($"Write the database before the view's name: one of {string.Join(", ", databases)}.");
        var files = new ViewFiles(directory, set.Catalog);
        var home = read is [var single] && single.Database == database ? single
            : files.Shared is null ? set.Catalog.All.First(dataset => dataset.Database == database)
            : null;
        var folder = home is not null ? files.Of(home.Name) : databases.Count == 1 ? files.Shared! : Path.Combine(files.Shared!, database);
        return draft with { Database = database, Dataset = home?.Name, Source = Path.Combine(folder, $"{statement.Name}.sql") };
    }

    private static string? Only(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;
}

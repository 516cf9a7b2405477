using Datalake.Datasets;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Views;

/// <summary>
/// Reads the files of views: <c>&lt;dataset&gt;/views/*.sql</c>, <c>views/*.sql</c> and <c>views/&lt;database&gt;/*.sql</c>.
/// </summary>
/// <param name="directory">The directory of datasets.</param>
/// <param name="catalog">The datasets.</param>
internal sealed class ViewFiles(string directory, DatasetCatalog catalog)
{
    /// <summary>The folder of views, in a dataset's folder and beside the datasets.</summary>
    public const string Folder = "views";

    // https://docs.aws.amazon.com/athena/latest/ug/service-limits.html
    private const int LongestText = 262_144;

    private readonly List<LakeView> views = [];
    private readonly List<ViewProblem> problems = [];

    /// <summary>The views whose files can be read, ordered by database and name.</summary>
    public IReadOnlyList<LakeView> Views =>
        [.. views.OrderBy(view => view.Database, StringComparer.Ordinal).ThenBy(view => view.Name, StringComparer.Ordinal)];

    /// <summary>What is wrong with the others.</summary>
    public IReadOnlyList<ViewProblem> Problems => problems;

    /// <summary>The folder of the views beside the datasets; null when a dataset of that name lies there.</summary>
    public string? Shared => catalog.Find(Folder) is null ? Path.Combine(directory, Folder) : null;

    /// <summary>The folder of a dataset's views.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public string Of(string dataset) => Path.Combine(directory, dataset, Folder);

    /// <summary>Reads all.</summary>
    public ViewFiles Read()
    {
        foreach (var dataset in catalog.All) ReadFolder(Of(dataset.Name), dataset.Database, dataset.Name);
        if (Shared is not { } shared) return this;
        var databases = catalog.Databases;
        ReadFolder(shared, databases is [var only] ? only : null, null);
        foreach (var folder in List(shared, Directory.GetDirectories))
        {
            var database = Path.GetFileName(folder);
            if (databases.Contains(database, StringComparer.Ordinal)) ReadFolder(folder, database, null);
            else if (List(folder, SqlFiles) is { Length: > 0 } files)
            {
                Report(files[0], ViewRules.Database,
                    $"No dataset has the database '{database}'. Name the folder after one of {string.Join(", ", databases)}.");
            }
        }

        return this;
    }

    private void ReadFolder(string folder, string? database, string? dataset)
    {
        foreach (var file in List(folder, SqlFiles))
        {
            if (database is null)
            {
                Report(file, ViewRules.Database,
                    $"The datasets have several databases, so the file's place must say which one the view is in. Move it to {Folder}/<database>/.");
            }
            else if (ReadFile(file, database, dataset) is { } view && IsFree(view)) views.Add(view);
        }
    }

    private LakeView? ReadFile(string file, string database, string? dataset)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (ViewName.ProblemOf(name) is { } wrong)
        {
            Report(file, ViewRules.Name, wrong);
            return null;
        }

        try
        {
            var text = File.ReadAllText(file).Trim();
            var statements = SqlStatements.Split(text);
            if (statements.Count == 1 && text.Length <= LongestText)
                return new LakeView(name, database, dataset, file, text.Substring(statements[0].Start, statements[0].Length).Trim());
            Report(file, ViewRules.Statement, statements.Count == 1
                ? $"A view has at most {LongestText} characters in Athena; this one has {text.Length}."
                : $"A view's file holds one SELECT; this one holds {(statements.Count == 0 ? "none" : $"{statements.Count} statements")}. "
                    + "Keep one query a file.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Report(file, ViewRules.Unreadable, $"Cannot be read: {failure.Message}");
        }

        return null;
    }

    // A bare name means one thing in the whole lake, so no two databases share a name.
    private bool IsFree(LakeView view)
    {
        var table = LakeReader.TablesOf(catalog).FirstOrDefault(table => table.Name == view.Name);
        var other = views.Find(other => other.Name == view.Name);
        if (table is null && other is null) return true;
        Report(view.Source, ViewRules.Repeated, table is not null
            ? $"The dataset '{table.Dataset.Name}' has a table '{view.Name}'. Rename the file."
            : $"There is a view '{view.Name}' already ({other!.Source}). Rename one of the files.");
        return false;
    }

    private string[] List(string folder, Func<string, string[]> list)
    {
        try
        {
            return Directory.Exists(folder) ? [.. list(folder).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Report(folder, ViewRules.Unreadable, $"Cannot be read: {failure.Message}");
            return [];
        }
    }

    private static string[] SqlFiles(string folder) =>
        [.. Directory.GetFiles(folder).Where(file => Path.GetExtension(file).Equals(".sql", StringComparison.OrdinalIgnoreCase))];

    private void Report(string file, string rule, string message) =>
        problems.Add(new ViewProblem(file, Path.GetFileNameWithoutExtension(file), rule, message));
}

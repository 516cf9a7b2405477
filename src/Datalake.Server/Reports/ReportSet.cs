using Datalake.Datasets;
using Datalake.Documents;

namespace Datalake.Server.Reports;

/// <summary>
/// The reports of a lake: <c>&lt;dataset&gt;/reports/*.json</c> and, beside the datasets, <c>reports/*.json</c>. A file that is wrong hinders
/// no other.
/// </summary>
public sealed class ReportSet
{
    private const string Folder = "reports";

    private readonly List<ReportResult> results = [];

    private ReportSet()
    {
    }

    /// <summary>Every report, also those with problems, ordered by name.</summary>
    public IReadOnlyList<ReportResult> All => results;

    /// <summary>Reads the files of reports.</summary>
    /// <param name="directory">The directory of datasets.</param>
    /// <param name="catalog">The datasets in it.</param>
    public static ReportSet Load(string directory, DatasetCatalog catalog)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(catalog);
        var set = new ReportSet();
        var folders = catalog.All.Select(dataset => Path.Combine(directory, dataset.Name, Folder));
        if (catalog.Find(Folder) is null) folders = folders.Append(Path.Combine(directory, Folder));
        foreach (var folder in folders) set.ReadFolder(folder);
        set.results.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return set;
    }

    /// <summary>Finds a report.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null when there is none of that name.</returns>
    public ReportResult? Find(string name) => results.Find(result => result.Name == name);

    private void ReadFolder(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return;
            foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)) ReadFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            results.Add(Unreadable(folder, failure));
        }
    }

    private void ReadFile(string file)
    {
        ReportResult result;
        try
        {
            result = ReportReader.Read(File.ReadAllBytes(file), file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            result = Unreadable(file, failure);
        }

        // The first keeps the name, so that a new file does not take a page away.
        if (Find(result.Name) is { } other)
        {
            other = other with
            {
                Problems =
                [
                    .. other.Problems,
                    new DocumentProblem(
                        file, "$", ReportRules.Repeated, $"There is a report '{result.Name}' already ({other.Source}). Rename one of the files."),
                ],
            };
            results[results.FindIndex(one => one.Name == other.Name)] = other;
        }
        else
        {
            results.Add(result);
        }
    }

    private static ReportResult Unreadable(string path, Exception failure) => new(
        Path.GetFileNameWithoutExtension(path),
        path,
        null,
        [new DocumentProblem(path, "$", DocumentRules.SourceUnreadable, $"Cannot be read: {failure.Message}")]);
}

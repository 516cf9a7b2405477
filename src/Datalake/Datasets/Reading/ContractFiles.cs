using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>The one place that reads contracts from disk.</summary>
internal static class ContractFiles
{
    /// <summary>The name of a contract's file.</summary>
    public const string FileName = "dataset.json";

    public static IReadOnlyList<(string Source, byte[] Utf8)> Read(string directory, List<DocumentProblem> problems)
    {
        var files = new List<(string Source, byte[] Utf8)>();
        if (!Directory.Exists(directory))
        {
            problems.Add(Empty(directory, "There is no such directory. Name the one that holds a folder for each dataset."));
            return files;
        }

        try
        {
            var sources = Directory.EnumerateDirectories(directory)
                .Select(folder => Path.Combine(folder, FileName))
                .Where(File.Exists)
                .Order(StringComparer.Ordinal)
                .ToArray();
            if (sources.Length == 0)
                problems.Add(Empty(directory, $"No folder in this directory holds a {FileName}. Add a folder with one for each dataset."));
            foreach (var source in sources) ReadFile(source, files, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(Unreadable(directory, exception));
        }

        return files;
    }

    private static void ReadFile(string source, List<(string Source, byte[] Utf8)> files, List<DocumentProblem> problems)
    {
        try
        {
            files.Add((source, File.ReadAllBytes(source)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(Unreadable(source, exception));
        }
    }

    private static DocumentProblem Empty(string directory, string message) => new(directory, "$", ContractRules.CatalogEmpty, message);

    private static DocumentProblem Unreadable(string source, Exception exception) =>
        new(source, "$", ContractRules.SourceUnreadable, $"Cannot be read: {exception.Message}");
}

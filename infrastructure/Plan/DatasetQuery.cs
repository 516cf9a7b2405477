using Datalake.Datasets;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>A query that is kept with a dataset, <c>datasets/&lt;name&gt;/views/*.sql</c>.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Description">Its first line, a comment: what it answers.</param>
/// <param name="Sql">The text.</param>
internal sealed record DatasetQuery(string Name, string Description, string Sql)
{
    // https://docs.aws.amazon.com/athena/latest/ug/service-limits.html and the API's CreateNamedQuery.
    private const int LongestText = 262_144;
    private const int LongestDescription = 1024;

    /// <summary>Reads a dataset's queries.</summary>
    /// <param name="root">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="reader">Takes problems.</param>
    public static IReadOnlyList<DatasetQuery> ReadAll(string root, DatasetContract dataset, SettingsReader reader)
    {
        var folder = Path.Combine(root, "datasets", dataset.Name, "views");
        if (!Directory.Exists(folder)) return [];
        var queries = Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal).Select(Read).ToArray();
        foreach (var query in queries.Where(query => query.Sql.Length is 0 or > LongestText))
            reader.Report("datasets",
                $"has in datasets/{dataset.Name}/views/{query.Name}.sql a query of {query.Sql.Length} characters; Athena keeps one of 1 " +
                $"to {LongestText}.");
        return queries;
    }

    private static DatasetQuery Read(string path)
    {
        var sql = File.ReadAllText(path).Trim();
        var first = sql.Split('\n')[0];
        var description = first.StartsWith("--", StringComparison.Ordinal) ? first[2..].Trim() : "";
        if (description.Length > LongestDescription) description = description[..LongestDescription];
        return new DatasetQuery(Path.GetFileNameWithoutExtension(path), description, sql);
    }
}

using Datalake.Datasets;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>Which datasets are deployed.</summary>
internal static class DatasetChoice
{
    /// <summary>Reads the contracts and picks those that the setting names.</summary>
    /// <param name="directory">The directory of datasets.</param>
    /// <param name="names">The names; none stands for all.</param>
    /// <param name="reader">Takes problems.</param>
    /// <returns>The contracts, ordered by name; none when a contract is invalid.</returns>
    public static IReadOnlyList<DatasetContract> Read(string directory, IReadOnlyList<string> names, SettingsReader reader)
    {
        var result = DatasetCatalog.Load(directory);
        foreach (var problem in result.Problems) reader.Report("datasets", problem.ToString());
        if (result.Catalog is not { } catalog) return [];

        foreach (var name in names.Where(name => catalog.Find(name) is null))
            reader.Report(
                "datasets",
                $"names '{name}', which is no folder under datasets/. There are: {string.Join(", ", catalog.All.Select(dataset => dataset.Name))}."
            );
        var chosen = catalog.All.Where(dataset => names.Count == 0 || names.Contains(dataset.Name, StringComparer.Ordinal)).ToArray();
        foreach (var dataset in chosen) CheckTypes(dataset, reader);
        return chosen;
    }

    private static void CheckTypes(DatasetContract dataset, SettingsReader reader)
    {
        foreach (var column in dataset.Columns.Where(column => column.Type.ToString().Contains('`', StringComparison.Ordinal)))
        {
            reader.Report(
                "datasets",
                $"'{dataset.Name}' has in its column '{column.Key}' a field whose name a Glue table cannot hold (letters, digits, _, -, " +
                "$ and @ only). Rename it with a structure rule, or declare the column as string.");
        }
    }
}

using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Checks contracts against each other. A problem is reported at the later of the two and names the earlier.</summary>
internal static class CatalogChecks
{
    public static IEnumerable<DocumentProblem> Check(IReadOnlyList<SourcedContract> contracts)
    {
        for (var i = 0; i < contracts.Count; i++)
        {
            var later = contracts[i];
            if (later.Folder is { } folder && !string.Equals(folder, later.Contract.Name, StringComparison.Ordinal))
                yield return later.Problem(
                    "$.name",
                    ContractRules.DatasetFolder,
                    $"The dataset '{later.Contract.Name}' lies in the folder '{folder}'. Give both one name.");
            foreach (var problem in contracts.Take(i).SelectMany(earlier => Compare(earlier, later))) yield return problem;
        }
    }

    private static IEnumerable<DocumentProblem> Compare(SourcedContract earlier, SourcedContract later)
    {
        var (first, second) = (earlier.Contract, later.Contract);
        if (string.Equals(first.Name, second.Name, StringComparison.Ordinal))
        {
            yield return later.Problem(
                "$.name",
                ContractRules.DatasetRepeated,
                $"{earlier.Source} is a dataset '{second.Name}' already. Rename one of them.");
            yield break;
        }

        if (string.Equals(first.Database, second.Database, StringComparison.Ordinal))
        {
            foreach (var table in TablesOf(first).Intersect(TablesOf(second), StringComparer.Ordinal))
                yield return later.Problem(
                    "$.name",
                    ContractRules.TableRepeated,
                    $"'{second.Name}' and '{first.Name}' ({earlier.Source}) both have the table '{table}' " +
                    $"in the database '{second.Database}'. Rename one of them, or give it another database.");
        }

        if (first.Raw.Keys.Overlaps(second.Raw.Keys))
            yield return later.Problem(
                "$.raw.keys",
                ContractRules.KeysOverlap,
                $"Some keys match both '{second.Raw.Keys}' of '{second.Name}' and '{first.Raw.Keys}' of '{first.Name}' ({earlier.Source}); "
                    + "an arrival belongs to one dataset. Make the templates differ in a literal part."
            );
    }

    private static string[] TablesOf(DatasetContract contract) => [contract.StagedTable, contract.ConsumableTable];
}

/// <summary>A contract and where it comes from.</summary>
internal sealed record SourcedContract(string Source, DatasetContract Contract)
{
    /// <summary>The name of the folder the contract lies in; null when the source does not name it.</summary>
    public string? Folder
    {
        get
        {
            var parts = Source.Split('/', '\\');
            return parts is [.., { Length: > 0 } folder, ContractFiles.FileName] ? folder : null;
        }
    }

    public DocumentProblem Problem(string path, string rule, string message) => new(Source, path, rule, message);
}

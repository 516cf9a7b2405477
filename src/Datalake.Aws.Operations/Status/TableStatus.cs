using Amazon.Glue;
using Amazon.Glue.Model;
using Datalake.Conforming;
using Datalake.Datasets;

namespace Datalake.Aws.Operations.Status;

/// <summary>Whether a table of the catalog is there, with the columns of the contract and the lineage columns.</summary>
internal sealed class TableStatus(IAmazonGlue glue)
{
    private const int Shown = 5;

    public async Task<StatusItem> ReadAsync(DatasetContract contract, string database, string figure, string table, CancellationToken cancellation)
    {
        try
        {
            var found = (await glue.GetTableAsync(new GetTableRequest { DatabaseName = database, Name = table }, cancellation)).Table;
            var differences = Compare(contract, found?.StorageDescriptor?.Columns ?? []).ToArray();
            return differences.Length == 0
                ? new StatusItem(StatusArea.Dataset, contract.Name, figure, "as declared")
                : Attention("differs", $"Table {database}.{table} is not as the contract says: {Show(differences)}. Deploy again: pulumi up.");
        }
        catch (EntityNotFoundException)
        {
            return Attention("missing", $"There is no table {database}.{table}. Deploy again: pulumi up.");
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            return Attention("unknown", $"Table {database}.{table} cannot be looked at: {AwsFailure.Describe(failure)}");
        }

        StatusItem Attention(string value, string message) => new(StatusArea.Dataset, contract.Name, figure, value, StatusLevel.Attention, message);
    }

    /// <summary>What differs, in plain words. The order of columns does not count: Parquet is read by name.</summary>
    internal static IEnumerable<string> Compare(DatasetContract contract, IReadOnlyList<Amazon.Glue.Model.Column> columns)
    {
        var found = columns.GroupBy(column => (column.Name ?? string.Empty).ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Type ?? string.Empty, StringComparer.Ordinal);
        var declared = Declared(contract).ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        foreach (var (name, type) in declared)
        {
            if (!found.TryGetValue(name, out var there)) yield return $"column {name} is missing";
            else if (Canonical(there) != Canonical(type)) yield return $"column {name} is {Short(there)} and not {Short(type)}";
        }

        foreach (var name in found.Keys.Where(name => !declared.ContainsKey(name))) yield return $"column {name} is not declared";
    }

    private static IEnumerable<(string Name, string Type)> Declared(DatasetContract contract) =>
    [
        .. contract.Columns.Select(column => (column.Name, column.Type.ToString())),
        (Lineage.Rescued, "string"),
        (Lineage.Source, "string"),
        (Lineage.IngestedAt, "timestamp"),
        (Lineage.Digest, "string"),
    ];

    // One type has several spellings; names within a type are lower-case in every table.
    private static string Canonical(string type) => (HiveType.TryParse(type, out var read, out _) ? read.ToString() : type).ToLowerInvariant();

    private static string Short(string type) => type.Length > 80 ? type[..80] + "…" : type;

    private static string Show(string[] differences) =>
        string.Join("; ", differences.Take(Shown)) + (differences.Length > Shown ? $"; and {differences.Length - Shown} more" : string.Empty);
}

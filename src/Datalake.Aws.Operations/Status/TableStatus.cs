using Amazon.Glue;
using Amazon.Glue.Model;
using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Aws.Operations.Status;

/// <summary>
/// Whether a table of the catalog is there, with the columns of the contract and the lineage columns, and whether Athena follows its log or
/// lists its folders.
/// </summary>
internal sealed class TableStatus(IAmazonGlue glue)
{
    private const int Shown = 5;

    public async Task<StatusItem> ReadAsync(
        string dataset, string database, string figure, TableSchema table, bool isDelta, CancellationToken cancellationToken)
    {
        try
        {
            var found = (
                await glue.GetTableAsync(new GetTableRequest { DatabaseName = database, Name = table.Name }, cancellationToken)).Table;
            var differences = Compare(table, found?.StorageDescriptor?.Columns ?? []).ToList();
            if (IsDelta(found) != isDelta) differences.Insert(0, isDelta ? "it is not declared as a Delta table" : "it is declared as a Delta table");
            return differences.Count == 0
                ? new StatusItem(StatusArea.Dataset, dataset, figure, "as declared")
                : Attention(
                    "differs", $"Table {database}.{table.Name} differs from the contract: {Show(differences)}. Deploy again: pulumi up.");
        }
        catch (EntityNotFoundException)
        {
            return Attention("missing", $"There is no table {database}.{table.Name}. Deploy again: pulumi up.");
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            return Attention("unknown", $"Table {database}.{table.Name} cannot be looked at: {AwsFailure.Describe(failure)}");
        }

        StatusItem Attention(string value, string message) =>
            new(StatusArea.Dataset, dataset, figure, value, StatusLevel.Attention, message);
    }

    /// <summary>What differs, in plain words. The order of columns does not count: Parquet is read by name.</summary>
    internal static IEnumerable<string> Compare(TableSchema table, IReadOnlyList<Amazon.Glue.Model.Column> columns)
    {
        var found = columns.GroupBy(column => (column.Name ?? string.Empty).ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Type ?? string.Empty, StringComparer.Ordinal);
        var declared = table.Columns.ToDictionary(column => column.Name, column => column.CatalogType, StringComparer.Ordinal);
        foreach (var (name, type) in declared)
        {
            if (!found.TryGetValue(name, out var there)) yield return $"column {name} is missing";
            else if (Canonical(there) != Canonical(type)) yield return $"column {name} is {Short(there)} and not {Short(type)}";
        }

        foreach (var name in found.Keys.Where(name => !declared.ContainsKey(name))) yield return $"column {name} is not declared";
    }

    private static bool IsDelta(Table? table) =>
        string.Equals(table?.Parameters?.GetValueOrDefault("table_type"), "DELTA", StringComparison.OrdinalIgnoreCase);

    // One type has several spellings; names within a type are lower-case in every table.
    private static string Canonical(string type) =>
        (HiveType.TryParse(type, out var read, out _) ? read.ToString() : type).ToLowerInvariant();

    private static string Short(string type) => type.Length > 80 ? type[..80] + "…" : type;

    private static string Show(List<string> differences) =>
        string.Join("; ", differences.Take(Shown))
        + (differences.Count > Shown ? $"; and {differences.Count - Shown} more" : string.Empty);
}

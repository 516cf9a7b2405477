using Datalake.Datasets;
using Datalake.Tables.Delta;

namespace Datalake.Tables;

/// <summary>
/// The columns that identify and date the rows of a consumable table, as properties of the table. Rows that were inserted by
/// others cannot be compared with new ones: a duplicate would not be found, or would be looked for under another date.
/// </summary>
public static class RowKeys
{
    /// <summary>The table's property that names the identity columns.</summary>
    public const string IdentityProperty = "datalake.identity";

    /// <summary>The table's property that names the columns of the change timestamp, in the order of the contract.</summary>
    public const string ChangedAtProperty = "datalake.changedAt";

    // No name of a column has a comma.
    private const string Separator = ", ";

    /// <summary>The metadata with the properties of a contract.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The same metadata where it has them.</returns>
    public static TableMetadata Mark(TableMetadata metadata, DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(dataset);
        var (identity, changedAt) = (Names(dataset.Identity), Names(dataset.ChangedAt));
        var known = metadata.Configuration;
        if (known.GetValueOrDefault(IdentityProperty) == identity && known.GetValueOrDefault(ChangedAtProperty) == changedAt)
            return metadata;
        return metadata with
        {
            Configuration = new Dictionary<string, string>(known, StringComparer.Ordinal)
            {
                [IdentityProperty] = identity,
                [ChangedAtProperty] = changedAt,
            },
        };
    }

    /// <summary>Why rows of a contract cannot be inserted into a table.</summary>
    /// <param name="metadata">The table's metadata.</param>
    /// <param name="dataset">The dataset.</param>
    /// <returns>A sentence that names both and says what to do; null when they can, or the table does not say.</returns>
    public static string? Refusal(TableMetadata metadata, DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(dataset);
        return Refusal(metadata, dataset, IdentityProperty, "identity", Names(dataset.Identity))
            ?? Refusal(metadata, dataset, ChangedAtProperty, "changedAt", Names(dataset.ChangedAt));
    }

    // Rows of the table have a value in the columns that were declared: with fewer of them in the identity they can still be compared, and
    // a further one at the end of changedAt changes no timestamp.
    private static string? Refusal(TableMetadata metadata, DatasetContract dataset, string property, string role, string declared) =>
        metadata.Configuration.GetValueOrDefault(property) is not { } known || known == declared
            || (property == ChangedAtProperty && declared.StartsWith(known + Separator, StringComparison.Ordinal))
            || (property == IdentityProperty && declared.Split(Separator).All(known.Split(Separator).Contains))
            ? null
            : $"The rows of the table {dataset.ConsumableTable} were inserted with {role} {known}, and the contract declares {declared}. " +
                $"Run `lake rebuild {dataset.Name}` to write the table anew.";

    private static string Names(IEnumerable<Column> columns) => string.Join(Separator, columns.Select(column => column.Name));
}

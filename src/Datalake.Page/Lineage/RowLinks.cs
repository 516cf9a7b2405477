using Datalake.Datasets;
using Datalake.Embedded.Queries.Output;
using Datalake.Embedded.Tracing;

namespace Datalake.Page.Lineage;

/// <summary>
/// Links from the rows of a result to where they came from. A row with its identity and digest leads to its own way, one with its source
/// only to its arrival.
/// </summary>
internal sealed class RowLinks
{
    private readonly DatasetCatalog catalog;
    private readonly IReadOnlyList<string> columns;
    private readonly int source;
    private readonly int digest;

    private RowLinks(DatasetCatalog catalog, IReadOnlyList<string> columns, int source)
    {
        this.catalog = catalog;
        this.columns = columns;
        this.source = source;
        digest = At(Datalake.Tables.Lineage.Digest);
    }

    /// <summary>The links of a result.</summary>
    /// <param name="catalog">The datasets.</param>
    /// <param name="columns">The columns of the result.</param>
    /// <returns>Null when no column says where a row comes from.</returns>
    public static RowLinks? Of(DatasetCatalog catalog, IReadOnlyList<string> columns)
    {
        var at = columns.ToList().IndexOf(Datalake.Tables.Lineage.Source);
        return at < 0 ? null : new RowLinks(catalog, columns, at);
    }

    /// <summary>The address for a row.</summary>
    /// <param name="row">Its values.</param>
    /// <returns>Null when it does not say where it comes from.</returns>
    public string? AddressOf(object?[] row)
    {
        if (row[source] is not string from) return null;
        var key = RowSource.Parse(from).Key;
        if (catalog.Claim(key) is not { } dataset) return null;
        int[] identity = [.. dataset.Identity.Select(column => At(column.Name))];
        return digest >= 0 && row[digest] is string value && Array.TrueForAll(identity, at => at >= 0 && row[at] is not null)
            ? LineageAddress.OfRow(dataset.Name, identity.Select(at => ValueText.Of(row[at]!)), value)
            : LineageAddress.OfArrival(dataset.Name, key);
    }

    private int At(string name) => columns.ToList().IndexOf(name);
}

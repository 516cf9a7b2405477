using Datalake.Conforming;
using Datalake.Datasets;
using Pulumi.Aws.Glue.Inputs;

namespace Datalake.Infrastructure.Tables;

/// <summary>The columns of a dataset's tables in Glue: the contract's, then the lineage.</summary>
internal static class TableColumns
{
    /// <summary>The columns by name, with Glue's types.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<(string Name, HiveType Type)> Of(DatasetContract dataset) =>
    [
        .. dataset.Columns.Select(column => (column.Name, column.Type)),
        (Lineage.Rescued, new PrimitiveType(PrimitiveKind.String)),
        (Lineage.Source, new PrimitiveType(PrimitiveKind.String)),
        (Lineage.IngestedAt, new PrimitiveType(PrimitiveKind.Timestamp)),
        (Lineage.Digest, new PrimitiveType(PrimitiveKind.String)),
    ];

    /// <summary>The columns as a table declares them. Names within a type are in lower case, as conforming writes them.</summary>
    /// <param name="dataset">The dataset.</param>
    public static CatalogTableStorageDescriptorColumnArgs[] Declare(DatasetContract dataset) =>
        Of(dataset).Select(column => new CatalogTableStorageDescriptorColumnArgs { Name = column.Name, Type = column.Type.ToString().ToLowerInvariant() }).ToArray();
}

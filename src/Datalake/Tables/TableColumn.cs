using Datalake.Datasets;

namespace Datalake.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Type">The type.</param>
public sealed record TableColumn(string Name, HiveType Type)
{
    /// <summary>The type as a catalog declares it. Names of struct fields are in lower case, as conforming writes them.</summary>
    public string CatalogType => Type.ToString().ToLowerInvariant();
}

using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Embedded.Queries;

/// <summary>A column of a table or view with its types.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EngineType">DuckDB's name of the type.</param>
/// <param name="Type">The type as a catalog has it; null when Athena has none for it.</param>
public sealed record DescribedColumn(string Name, string EngineType, HiveType? Type)
{
    /// <summary>The type as Glue, DESCRIBE and SHOW CREATE TABLE have it.</summary>
    public string CatalogType => Type is null ? EngineType.ToLowerInvariant() : new TableColumn(Name, Type).CatalogType;

    /// <summary>The type as Athena's <c>information_schema</c> has it.</summary>
    public string AthenaType => Type is null ? EngineType.ToLowerInvariant() : TrinoType.Of(Type);
}

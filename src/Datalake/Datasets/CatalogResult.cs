using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>What reading all contracts gave: the catalog, or every problem of every contract.</summary>
public sealed class CatalogResult
{
    internal CatalogResult(DatasetCatalog? catalog, IReadOnlyList<DocumentProblem> problems)
    {
        Catalog = catalog;
        Problems = problems;
    }

    /// <summary>The catalog; null when there are problems.</summary>
    public DatasetCatalog? Catalog { get; }

    /// <summary>The problems; empty when there is a catalog.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; }

    /// <summary>The catalog.</summary>
    /// <exception cref="ContractException">There are problems.</exception>
    public DatasetCatalog Require() => Catalog ?? throw new ContractException(Problems);
}

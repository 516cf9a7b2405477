using Datalake.Datasets.Reading;
using Datalake.Storage;
using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>
/// All datasets of a lake. Their names and tables differ, and no key belongs to two of them. Safe to share between threads.
/// </summary>
public sealed class DatasetCatalog
{
    private readonly Dictionary<string, DatasetContract> byName;

    internal DatasetCatalog(IEnumerable<DatasetContract> contracts)
    {
        All = contracts.OrderBy(contract => contract.Name, StringComparer.Ordinal).ToArray();
        byName = All.ToDictionary(contract => contract.Name, StringComparer.Ordinal);
    }

    /// <summary>Every dataset, ordered by name.</summary>
    public IReadOnlyList<DatasetContract> All { get; }

    /// <summary>Every database, ordered by name.</summary>
    public IReadOnlyList<string> Databases =>
        [.. All.Select(contract => contract.Database).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Reads <c>dataset.json</c> in each folder of a directory; folders without one are passed over.</summary>
    /// <param name="directory">The directory of datasets; a relative one is taken from the current directory.</param>
    /// <returns>The catalog, or the problems; a directory that is missing or holds no dataset is one.</returns>
    public static CatalogResult Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var problems = new List<DocumentProblem>();
        var sources = ContractFiles.Read(directory, problems);
        var result = Create(sources);
        return problems.Count == 0 ? result : new CatalogResult(null, [.. problems, .. result.Problems]);
    }

    /// <summary>Reads contracts that are in memory, with the same checks as <see cref="Load"/>.</summary>
    /// <param name="sources">
    /// For each contract where it comes from (a source that ends in <c>&lt;folder&gt;/dataset.json</c> is held to its folder's name) and
    /// its text in UTF-8.
    /// </param>
    /// <returns>The catalog, or the problems.</returns>
    public static CatalogResult Create(IEnumerable<(string Source, byte[] Utf8)> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var problems = new List<DocumentProblem>();
        var contracts = new List<SourcedContract>();
        foreach (var (source, utf8) in sources)
        {
            var result = DatasetContractReader.Read(utf8, source);
            problems.AddRange(result.Problems);
            if (result.Contract is { } contract) contracts.Add(new SourcedContract(source, contract));
        }

        problems.AddRange(CatalogChecks.Check(contracts));
        return problems.Count > 0
            ? new CatalogResult(null, problems)
            : new CatalogResult(new DatasetCatalog(contracts.Select(sourced => sourced.Contract)), []);
    }

    /// <summary>The dataset an arrival belongs to.</summary>
    /// <param name="key">The arrival's key below <c>raw/</c>.</param>
    /// <returns>The one dataset whose key template matches, or that a posted arrival's key names; null when there is none.</returns>
    public DatasetContract? Claim(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (PostedKeys.DatasetOf(key) is { } posted) return Find(posted);
        foreach (var contract in All)
        {
            if (contract.Raw.Keys.IsMatch(key)) return contract;
        }

        return null;
    }

    /// <summary>The dataset of a name.</summary>
    /// <param name="name">The name, with regard to case.</param>
    /// <returns>The dataset; null when there is none of that name.</returns>
    public DatasetContract? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return byName.GetValueOrDefault(name);
    }
}

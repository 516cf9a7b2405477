using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>What reading a contract gave: the contract, or every problem it has.</summary>
public sealed class ContractResult
{
    internal ContractResult(DatasetContract? contract, IReadOnlyList<DocumentProblem> problems)
    {
        Contract = contract;
        Problems = problems;
    }

    /// <summary>The contract; null when there are problems.</summary>
    public DatasetContract? Contract { get; }

    /// <summary>The problems; empty when there is a contract.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; }

    /// <summary>The contract.</summary>
    /// <exception cref="ContractException">There are problems.</exception>
    public DatasetContract Require() => Contract ?? throw new ContractException(Problems);
}

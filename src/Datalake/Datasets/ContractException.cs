namespace Datalake.Datasets;

/// <summary>
/// Says that contracts break rules, for callers who asked for a contract or nothing. The fault is in the contracts; trying again does not
/// help.
/// </summary>
public sealed class ContractException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">What is wrong; at least one.</param>
    public ContractException(IReadOnlyList<ContractProblem> problems)
        : base(MessageOf(problems))
    {
        Problems = problems;
    }

    /// <summary>What is wrong, every problem at once.</summary>
    public IReadOnlyList<ContractProblem> Problems { get; }

    private static string MessageOf(IReadOnlyList<ContractProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return string.Join('\n', problems);
    }
}

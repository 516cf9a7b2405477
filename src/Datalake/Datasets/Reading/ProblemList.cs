namespace Datalake.Datasets.Reading;

/// <summary>Collects the problems of one contract in the order they are found.</summary>
internal sealed class ProblemList(string source)
{
    private readonly List<ContractProblem> problems = [];

    public int Count => problems.Count;

    public void Add(string path, string rule, string message) => problems.Add(new ContractProblem(source, path, rule, message));

    public ContractProblem[] ToArray() => [.. problems];
}

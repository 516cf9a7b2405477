using Datalake.Datasets.Reading;
using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>Reads a contract and checks it as a whole: all problems are found at once, not only the first.</summary>
public static class DatasetContractReader
{
    /// <summary>Reads a contract.</summary>
    /// <param name="utf8">
    /// The text of a <c>dataset.json</c>: JSON in UTF-8, where comments and trailing commas are allowed; a byte order mark is skipped.
    /// </param>
    /// <param name="source">Where the text comes from; the problems name it.</param>
    /// <returns>The contract, or the problems.</returns>
    public static ContractResult Read(ReadOnlySpan<byte> utf8, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var problems = new ProblemList(source);
        using var document = DocumentJson.Parse(utf8, problems);
        var contract = document is null ? null : ContractReading.Read(new DocumentNode(document.RootElement, "$", problems));
        return problems.Count > 0 ? new ContractResult(null, problems.ToArray()) : new ContractResult(contract, []);
    }
}

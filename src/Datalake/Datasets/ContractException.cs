using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>Says that contracts break rules. The fault is in the contracts; trying again does not help.</summary>
/// <param name="problems">What is wrong; at least one.</param>
public sealed class ContractException(IReadOnlyList<DocumentProblem> problems) : DocumentException(problems);

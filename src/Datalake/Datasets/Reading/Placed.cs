namespace Datalake.Datasets.Reading;

/// <summary>A rule together with the place of its path in the contract, where its problems are reported.</summary>
internal sealed record Placed<TRule>(TRule Rule, ContractNode Node);

namespace Datalake.Embedded.Erasing;

/// <summary>What to erase of a dataset.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Condition">Which records.</param>
public sealed record EraseRequest(string Dataset, EraseCondition Condition);

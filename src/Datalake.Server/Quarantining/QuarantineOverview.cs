namespace Datalake.Server.Quarantining;

/// <summary>What is in quarantine.</summary>
/// <param name="Groups">The records by dataset and rule, the largest group first.</param>
/// <param name="Damages">Messages for entries that cannot be read.</param>
public sealed record QuarantineOverview(IReadOnlyList<QuarantineGroup> Groups, IReadOnlyList<string> Damages);

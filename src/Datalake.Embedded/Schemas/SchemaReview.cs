using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>What arrives for a dataset beside its contract, and the contract that would take it.</summary>
/// <param name="Comparison">Where the two differ.</param>
/// <param name="Proposed">The contract that takes all that arrives, as text; null when nothing has to change, or nothing arrived yet.</param>
/// <param name="Diff">What changes in the contract. Both sides are written in the same form, so that only changes differ.</param>
/// <param name="Notes">Reasons for the proposal, and what to look at, a sentence each.</param>
public sealed record SchemaReview(
    SchemaComparison Comparison, string? Proposed, IReadOnlyList<DiffLine> Diff, IReadOnlyList<string> Notes)
{
    /// <summary>Reads records and compares.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="contract">The text of its contract.</param>
    /// <param name="maximum">How many records at most; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<SchemaReview> ReadAsync(
        string root, DatasetContract dataset, string contract, long maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var comparison = await SchemaDiff.CompareAsync(root, dataset, maximum, cancellationToken);
        var isFitting = comparison.Findings.All(finding => finding.Kind is SchemaFindingKind.Absent or SchemaFindingKind.AlwaysNull);
        if (comparison.Records == comparison.Unreadable || isFitting) return new SchemaReview(comparison, null, [], []);
        var inferred = await SchemaInference.InferAsync(root, dataset, maximum, cancellationToken);
        var proposal = inferred with { Columns = ContractMerge.Columns(dataset, inferred.Columns, comparison.Findings) };
        var proposed = ProposalJson.Write(proposal, contract);
        var before = ProposalJson.Write(proposal with { Columns = dataset.Columns, Structure = [] }, contract);
        return new SchemaReview(comparison, proposed, LineDiff.Of(before, proposed), inferred.Notes);
    }
}

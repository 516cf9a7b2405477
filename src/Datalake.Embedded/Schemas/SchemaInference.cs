using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;

namespace Datalake.Embedded.Schemas;

/// <summary>
/// Proposes a contract from the structured records of a dataset. Each column gets the narrowest type that takes every value without losing
/// a digit; objects become structs, or maps where their keys are data; what was always null becomes string. In CSV a text that is a number
/// or a truth value counts as one.
/// </summary>
public static class SchemaInference
{
    /// <summary>Reads records and proposes a contract.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="maximum">How many records at most; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<ContractProposal> InferAsync(
        string root, DatasetContract dataset, long maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var good = Shape(dataset);
        var bad = Shape(dataset);
        using var conformer = new RecordConformer(dataset, RecordLimits.Default);
        using var output = new Utf8Output();
        await foreach (var record in new StructuredRecords(root, dataset, RecordLimits.Default).ReadAsync(maximum, cancellationToken))
        {
            // Records that are in quarantine must not spoil the types of the others, unless there are no others.
            output.Clear();
            (conformer.Conform(record.Span, output).Problem is null ? good : bad).Observe(record.Span);
        }

        if (good.Objects > 0 || bad.Objects == 0) return new ProposalBuilder(dataset.Name, good).Build(dataset, keepsKeys: true);
        if (dataset.Raw.Format == RawTextFormat.Csv || RecordPlace.Find(bad, dataset.Name) is not { } place)
            return new ProposalBuilder(dataset.Name, bad).Build(dataset, keepsKeys: false);

        var inner = Shape(dataset);
        await foreach (var record in new StructuredRecords(root, dataset, RecordLimits.Default).ReadAsync(maximum, cancellationToken))
        {
            foreach (var one in place.Of(record)) inner.Observe(one);
        }

        var proposal = new ProposalBuilder(dataset.Name, inner).Build(dataset, keepsKeys: false);
        return proposal with { Records = place.Path };
    }

    /// <summary>What was seen of a dataset before anything was.</summary>
    internal static ValueShape Shape(DatasetContract dataset) => 
        new(readsTexts: dataset.Raw.Format == RawTextFormat.Csv, decimalComma: dataset.Raw.Csv.DecimalComma);
}

using Datalake.Datasets;
using Datalake.Embedded.Erasing;

namespace Datalake.Embedded;

/// <content>Erasure of a person's records.</content>
public sealed partial class EmbeddedLake
{
    /// <summary>
    /// Erases records for good: from arrivals, structured objects, quarantine, stage, and all files of the consumable table. Every record
    /// of an entity goes when a condition selects one. The erasure list keeps them out from then on.
    /// </summary>
    /// <param name="requests">What to erase. Those of one dataset are one erasure.</param>
    /// <param name="isDryRun">True to only count; nothing is changed then.</param>
    /// <param name="cancellationToken">A token to cancel the operation: either everything is erased, or nothing has changed.</param>
    /// <returns>A receipt for each dataset, in the order of the requests.</returns>
    /// <exception cref="ArgumentException">There is no such dataset.</exception>
    /// <exception cref="Engine.EngineException">A file cannot be read. Nothing has changed.</exception>
    /// <exception cref="EraseException">An arrival cannot be rewritten. Nothing of its dataset has changed.</exception>
    /// <exception cref="Protection.ProtectionKeyException">A key that a protect rule of a dataset names is not there.</exception>
    public async Task<IReadOnlyList<EraseReceipt>> EraseAsync(
        IReadOnlyList<EraseRequest> requests, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var wanted = requests.GroupBy(request => request.Dataset, StringComparer.Ordinal)
            .Select(group => (
                Dataset: Catalog.Find(group.Key) ?? throw new ArgumentException($"There is no dataset '{group.Key}'.", nameof(requests)),
                Conditions: group.Select(request => request.Condition).ToArray()))
            .ToArray();
        var receipts = new List<EraseReceipt>();
        foreach (var (dataset, conditions) in wanted)
            receipts.Add(await (await NewEraseRunAsync(cancellationToken)).RunAsync(dataset, conditions, isDryRun, cancellationToken));
        await erasures.LoadAsync(cancellationToken);
        return receipts;
    }

    /// <summary>
    /// Erases again what was erased before: records that came since and that the erasure list keeps out of the tables still lie in their
    /// arrivals, and copies of files may have been put back.
    /// </summary>
    /// <param name="dataset">The dataset; null for all of which something was erased.</param>
    /// <param name="isDryRun">True to only count; nothing is changed then.</param>
    /// <param name="cancellationToken">A token to cancel the operation: either everything is erased, or nothing has changed.</param>
    /// <returns>A receipt for each dataset.</returns>
    /// <inheritdoc cref="EraseAsync" path="/exception"/>
    public async Task<IReadOnlyList<EraseReceipt>> EraseAgainAsync(
        DatasetContract? dataset, bool isDryRun, CancellationToken cancellationToken)
    {
        var receipts = new List<EraseReceipt>();
        foreach (var one in Catalog.All.Where(one => (dataset ?? one) == one))
        {
            if (erasures.Find(one.Name) is { } erased)
                receipts.Add(await (await NewEraseRunAsync(cancellationToken)).RunAgainAsync(one, erased, isDryRun, cancellationToken));
        }

        await erasures.LoadAsync(cancellationToken);
        return receipts;
    }

    private async Task<EraseRun> NewEraseRunAsync(CancellationToken cancellationToken)
    {
        // What cannot be listed must fail an erasure, and not be skipped by it.
        Raw.Skipped = null;
        return new EraseRun(Raw, Store, Catalog, engine, log, await OpenQuarantineAsync(Quarantine, cancellationToken), options);
    }
}

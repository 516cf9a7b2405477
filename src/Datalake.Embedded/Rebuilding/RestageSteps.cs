using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// Structures and conforms arrivals again, with the same steps that ingested them. What has no reading goes to a quarantine that is thrown
/// away. Safe to share between threads.
/// </summary>
internal sealed class RestageSteps : IDisposable
{
    private readonly DatasetContract dataset;
    private readonly FileObjectStore raw;
    private readonly FileObjectStore? structured;
    private readonly FileObjectStore thrownAway;
    private readonly QuarantineStore quarantine;
    private readonly StructureStep structure;
    private readonly DeliverStep deliver;

    /// <summary>Prepares the steps.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="raw">The arrivals.</param>
    /// <param name="structured">Receives the structured objects; null to throw them away.</param>
    /// <param name="scratch">A folder for what is thrown away.</param>
    /// <param name="options">The lake's settings.</param>
    /// <param name="erased">The records that are kept out.</param>
    /// <exception cref="Protection.ProtectionKeyException">A key that a protect rule names is not there.</exception>
    public RestageSteps(
        DatasetContract dataset, FileObjectStore raw, FileObjectStore? structured, string scratch, LakeOptions options,
        IErasedRecords erased)
    {
        this.dataset = dataset;
        this.raw = raw;
        this.structured = structured;
        Scratch = scratch;
        thrownAway = new FileObjectStore(Path.Combine(scratch, "steps"), syncsWriters: false, null, options.Files);
        quarantine = new QuarantineStore(thrownAway);
        structure = new StructureStep(raw, structured ?? thrownAway, quarantine, options.ProtectionKeys, options.Limits, erased);
        deliver = new DeliverStep(thrownAway, quarantine, options.Time, options.Limits);
        structure.Prepare(dataset);
    }

    /// <summary>A folder for what is thrown away.</summary>
    public string Scratch { get; }

    /// <summary>Takes an arrival.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="takenAt">The records to deliver, by number, with the times at which they were taken.</param>
    /// <param name="otherwise">The time of all other records that have a reading; null to leave these out.</param>
    /// <param name="entry">What the commit says of it; null where it does not name it.</param>
    /// <param name="stream">Receives the records.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Delivered records with something in <c>_rescued</c>.</returns>
    /// <exception cref="EngineException">A record has no reading under the present contract, or the arrival changed.</exception>
    public async Task<long> TakeAsync(
        string key, IReadOnlyDictionary<long, DateTimeOffset> takenAt, DateTimeOffset? otherwise, CommitEntry? entry,
        IDeliveryStream stream, CancellationToken cancellationToken)
    {
        var arrival = await raw.FindAsync(key, cancellationToken) ?? throw Changed(key);
        await using var session = deliver.Begin(
            dataset, arrival, stream, number => takenAt.TryGetValue(number, out var time) ? time : otherwise);
        var outcome = await structure.RunAsync(dataset, arrival, session, cancellationToken);
        if (outcome.State is ArrivalState.Gone or ArrivalState.Replaced) throw Changed(key);
        var counts = await session.CompleteAsync(cancellationToken);
        if (outcome.State == ArrivalState.Done && entry?.Version == arrival.Version && outcome.Counts.Records != entry.Records)
        {
            throw new EngineException(
                $"Dataset {dataset.Name}: the arrival {ObjectKeys.Show(key)} had {entry.Records} records when it was ingested, and has {outcome.Counts.Records} " +
                "as the contract reads it now, so rows cannot be found again by their record numbers. Nothing was changed. Take back the " +
                $"change of raw.format, raw.records or raw.csv, or make the dataset again from nothing: {FromNothing}");
        }

        var expected = otherwise is null ? takenAt.Count : entry!.Delivered;
        if (counts.Passed != expected || outcome.State == ArrivalState.Damaged)
            throw await UnreadableAsync(arrival, takenAt, expected, counts.Passed, cancellationToken);
        if (structured is null) thrownAway.DeleteUnsynced(LakeKeys.Structured(dataset.Name, key));
        return counts.Rescued;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        structure.Dispose();
        deliver.Dispose();
    }

    private const string FromNothing = "docs/operate.md, Backup";

    private async Task<EngineException> UnreadableAsync(
        StoredObject arrival, IReadOnlyDictionary<long, DateTimeOffset> takenAt, long expected, long passed,
        CancellationToken cancellationToken)
    {
        var first = "";
        foreach (var step in new[] { QuarantineStep.Structure, QuarantineStep.Deliver })
        {
            await foreach (var line in quarantine.ReadAsync(QuarantineKeys.Of(dataset.Name, step, arrival), cancellationToken))
            {
                if (first.Length > 0 || line.Entry is not { } bad || (takenAt.Count > 0 && !takenAt.ContainsKey(bad.Record))) continue;
                first = $" Record {bad.Record} breaks the rule {bad.Rule}: {bad.Reason}";
            }
        }

        return new EngineException(
            $"Dataset {dataset.Name}: {expected} records of the arrival {ObjectKeys.Show(arrival.Key)} are in the stage, and {passed} have a reading under the " +
            $"present contract.{first} Nothing was changed. Change the contract so that they all have one, or make the dataset again from " +
            $"nothing, which quarantines those that have none: {FromNothing}");
    }

    private EngineException Changed(string key) =>
        new($"Dataset {dataset.Name}: the arrival {ObjectKeys.Show(key)} was replaced or deleted meanwhile. Nothing was changed. Run it again.");
}

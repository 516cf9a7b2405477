using System.Collections.Concurrent;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Pipeline;

/// <summary>
/// DELIVER: conforms the records of a structured object to the contract, adds lineage and hands them to the delivery stream; what cannot be
/// conformed or delivered goes to quarantine. Doing it again delivers again; the partition routine drops the duplicates. Safe to share
/// between threads.
/// </summary>
/// <param name="lake">Where structured objects lie.</param>
/// <param name="quarantine">Where records without a place go.</param>
/// <param name="time">Gives the time at which a record is taken.</param>
/// <param name="limits">The limits in force.</param>
public sealed class DeliverStep(IObjectStore lake, QuarantineStore quarantine, TimeProvider time, RecordLimits limits) : IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<RecordConformer>> conformers = new(StringComparer.Ordinal);

    /// <summary>Delivers a structured object.</summary>
    /// <param name="dataset">The dataset it belongs to.</param>
    /// <param name="structured">The structured object.</param>
    /// <param name="stream">The delivery stream of the dataset.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what the stream has taken stays with it.</param>
    /// <returns>What became of its records; null when the object is not there any more.</returns>
    /// <exception cref="ArgumentException">The key is not that of a structured object of the dataset.</exception>
    public async Task<StepCounts?> RunAsync(
        DatasetContract dataset, StoredObject structured, IDeliveryStream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(structured);
        var rawKey = LakeKeys.RawOf(dataset.Name, structured.Key)
            ?? throw new ArgumentException($"{structured.Key} is not a structured object of dataset {dataset.Name}.", nameof(structured));
        await using var content = await lake.OpenAsync(structured.Key, cancellationToken);
        if (content is null) return null;
        using var reader = RecordReader.OpenStructured(content.Stream, limits);
        await using var session = Begin(dataset, content.Info with { Key = rawKey }, stream);
        while (await reader.ReadAsync(cancellationToken)) await session.AcceptAsync(reader.Current, reader.IsSingle, cancellationToken);
        return await session.CompleteAsync(cancellationToken);
    }

    /// <summary>Begins to deliver an arrival whose structured records come piece by piece.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="arrival">The arrival that <c>_source</c> will name.</param>
    /// <param name="stream">The delivery stream of the dataset.</param>
    /// <param name="takenAt">
    /// Gives the time at which a record was taken by its number, or null for a record that is not to be delivered; null for records that
    /// are taken now.
    /// </param>
    public DeliverySession Begin(
        DatasetContract dataset, StoredObject arrival, IDeliveryStream stream, Func<long, DateTimeOffset?>? takenAt = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Begin(dataset, arrival, stream, quarantine.Begin(dataset.Name, QuarantineStep.Deliver, arrival), takenAt);
    }

    /// <summary>The same, with an object of its own for what cannot be delivered.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="arrival">The arrival that <c>_source</c> will name.</param>
    /// <param name="stream">The delivery stream of the dataset.</param>
    /// <param name="bad">Receives what cannot be delivered. The session commits it when it completes, and disposes it.</param>
    public DeliverySession Begin(DatasetContract dataset, StoredObject arrival, IDeliveryStream stream, QuarantineWriter bad) =>
        Begin(dataset, arrival, stream, bad, null);

    private DeliverySession Begin(
        DatasetContract dataset, StoredObject arrival, IDeliveryStream stream, QuarantineWriter bad, Func<long, DateTimeOffset?>? takenAt)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var bag = conformers.GetOrAdd(dataset.Name, _ => []);
        var conformer = bag.TryTake(out var free) ? free : new RecordConformer(dataset, limits);
        return new DeliverySession(dataset.Name, arrival, stream, bad, time, conformer, bag.Add, takenAt);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var conformer in conformers.Values.SelectMany(bag => bag)) conformer.Dispose();
        conformers.Clear();
    }
}

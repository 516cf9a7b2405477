using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;

namespace Datalake.Embedded.Erasing;

/// <summary>Keeps stage files from the tables that hold erased rows: somebody put them back from a copy of the lake.</summary>
/// <param name="store">The lake's store.</param>
/// <param name="engine">Reads the files.</param>
/// <param name="list">What is erased.</param>
internal sealed class StageGuard(FileObjectStore store, DuckDbEngine engine, ErasureList list)
{
    /// <summary>Why an hour must not run; null when it may.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public string? Refusal(DueHour hour, CancellationToken cancellationToken)
    {
        if (hour.Refusal is not null || list.Find(hour.Dataset.Name) is not { } erased) return null;
        using var connection = engine.OpenOrdered();
        var scan = new ParquetScan(connection, hour.Dataset, erased);
        foreach (var key in hour.StageFiles)
        {
            if (scan.Scan(key, store.PathOf(key), cancellationToken) is not { } found) continue;
            return $"Dataset {hour.Dataset.Name}, hour {hour.Hour}: the stage file {key} holds {found.Erased.Count} rows that were erased; it was put back from a copy. " +
                $"Take them out: lake erase --again --dataset {hour.Dataset.Name}";
        }

        return null;
    }

    /// <summary>Separates the hours that may run from those that must not.</summary>
    public (IReadOnlyList<DueHour> Clean, IReadOnlyList<HourOutcome> Refused) Split(
        IReadOnlyList<DueHour> hours, CancellationToken cancellationToken)
    {
        var refused = new List<HourOutcome>();
        foreach (var hour in hours)
        {
            if (Refusal(hour, cancellationToken) is { } reason) refused.Add(new HourOutcome(hour, null, reason));
        }

        return ([.. hours.Except(refused.Select(outcome => outcome.Due))], refused);
    }

    /// <summary>Refuses hours of which one must not run.</summary>
    /// <exception cref="EngineException">One must not.</exception>
    public void Require(IEnumerable<DueHour> hours, CancellationToken cancellationToken)
    {
        foreach (var hour in hours)
        {
            if (Refusal(hour, cancellationToken) is { } refusal) throw new EngineException(refusal);
        }
    }
}

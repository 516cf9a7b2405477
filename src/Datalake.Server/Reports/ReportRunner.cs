using System.Collections.Concurrent;
using Datalake.Embedded;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Server.Problems;
using Datalake.Server.Querying;
using Datalake.Server.Settings;
using Datalake.Storage;
using Datalake.Tables.Delta;

namespace Datalake.Server.Reports;

/// <summary>
/// Runs the queries of reports. Whoever looks at a report within its refresh time sees the same result, so that many readers cost one query.
/// Safe to share between threads.
/// </summary>
internal sealed class ReportRunner(ReaderPool readers, LimitSettings limits, TimeProvider time)
{
    private const int KeptResults = 1000;

    private readonly ConcurrentDictionary<string, Lazy<Task<ReportPartResult>>> results = new(StringComparer.Ordinal);

    /// <summary>The result of a part, which is at most as old as the report allows.</summary>
    /// <param name="report">The report.</param>
    /// <param name="part">One of its parts.</param>
    /// <param name="cancellationToken">A token to cancel the waiting; others may wait for the same result.</param>
    public async Task<ReportPartResult> RunAsync(Report report, ReportPart part, CancellationToken cancellationToken)
    {
        var key = FormattableString.Invariant($"{part.Rows}\n{part.Sql}");
        if (results.TryGetValue(key, out var known) && IsStale(report, known.Value)) results.TryRemove(KeyValuePair.Create(key, known));
        if (results.Count >= KeptResults) results.Clear();
        var running = results.GetOrAdd(key, _ => new Lazy<Task<ReportPartResult>>(() => Task.Run(() => QueryAsync(part))));
        return await running.Value.WaitAsync(cancellationToken);
    }

    // What failed is tried again at once: its cause may be gone.
    private bool IsStale(Report report, Task<ReportPartResult> running) => running.IsCompleted
        && (!running.IsCompletedSuccessfully || running.Result.Failure is not null || time.GetUtcNow() - running.Result.At >= report.Refresh);

    private async Task<ReportPartResult> QueryAsync(ReportPart part)
    {
        var at = time.GetUtcNow();
        using var stop = new CancellationTokenSource(limits.QueryTime);
        try
        {
            using var rental = await readers.RentAsync(stop.Token);
            using var rows = rental.Reader.Query(part.Sql, stop.Token);
            return Take(rows, part.Rows, at);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ReportPartResult(at)
            {
                Failure = FormattableString.Invariant($"The query ran longer than {limits.QueryTime.TotalSeconds:0.###} s. Have it read less, or raise limits.queryTime in lake.json."),
            };
        }
        catch (Exception failure)
            when (failure is QueryRefusedException or EngineException or DeltaTableException or DeltaFeatureException or LakeNotFoundException
                or ObjectStoreException or IOException)
        {
            return new ReportPartResult(at) { Failure = FailureProblems.Of(failure, isAborted: false).Detail };
        }
    }

    private static ReportPartResult Take(LakeRows rows, int maximum, DateTimeOffset at)
    {
        var taken = new List<object?[]>();
        var isCut = false;
        while (rows.Read())
        {
            if (taken.Count == maximum)
            {
                isCut = true;
                break;
            }

            var values = new object?[rows.Columns.Count];
            for (var i = 0; i < values.Length; i++) values[i] = rows.GetValue(i);
            taken.Add(values);
        }

        return new ReportPartResult(at) { Columns = rows.Columns, Rows = taken, IsCut = isCut };
    }
}

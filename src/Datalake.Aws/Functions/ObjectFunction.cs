using System.Text;
using Datalake.Aws.Events;
using Datalake.Aws.Logging;
using Datalake.Aws.Storage;
using Datalake.Storage;

namespace Datalake.Aws.Functions;

/// <summary>
/// A function that is called when objects have come to a bucket. Every object of an event is taken, whatever becomes of the others; when
/// some could not be, the call fails at its end and names them, and a retry that meets this same process does not take again what was done.
/// </summary>
/// <param name="bucket">The bucket; events of others are not for this function.</param>
/// <param name="tools">What it works with.</param>
public abstract class ObjectFunction(string bucket, FunctionTools tools)
{
    private const int ShownEventBytes = 2048;

    private readonly RetryMemory memory = new();

    /// <summary>What it works with.</summary>
    protected FunctionTools Tools => tools;

    /// <summary>Does what an event calls for.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="FunctionFailedException">Some objects could not be taken, and trying again can help.</exception>
    public async Task<FunctionAnswer> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        var work = new FunctionWork(tools.Log(invocation.RequestId), tools.Metrics());
        using var deadline = new CancellationTokenSource(invocation.WorkTime, tools.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var notices = SnsEventReader.Read(invocation.Event);
        for (var index = 0; index < notices.Count; index++)
        {
            if (
                notices[index] is { Kind: ObjectNoticeKind.Created, Object: { } arrival } notice
                && string.Equals(notice.Bucket, bucket, StringComparison.Ordinal)
            )
            {
                if (memory.IsDone(invocation.RequestId, index))
                {
                    work.Log.Debug("Done in an earlier try of this event.", ("key", arrival.Key));
                    continue;
                }

                if (await TryTakeAsync(arrival, work, deadline.Token, both.Token)) memory.MarkDone(invocation.RequestId, index);
            }
            else
            {
                Ignore(notices[index], invocation, work);
            }
        }

        work.Metrics.Flush();
        if (work.Failures.Count == 0)
        {
            memory.Forget(invocation.RequestId);
            return work.Answer;
        }

        var all = string.Join(" | ", work.Failures.Select(failure => failure.Message));
        throw new FunctionFailedException($"{work.Failures.Count} of {notices.Count} objects could not be taken: {all}", work.Failures[0]);
    }

    /// <summary>Takes one object.</summary>
    /// <param name="arrival">The object.</param>
    /// <param name="work">Collects what is done.</param>
    /// <param name="cancellationToken">A token to cancel the operation, canceled before the function's time is over.</param>
    protected abstract Task TakeAsync(StoredObject arrival, FunctionWork work, CancellationToken cancellationToken);

    private async Task<bool> TryTakeAsync(
        StoredObject arrival, FunctionWork work, CancellationToken deadline, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TakeAsync(arrival, work, cancellationToken);
            return true;
        }
        catch (OperationCanceledException stopped) when (deadline.IsCancellationRequested)
        {
            const string Advice =
                "The function's time was nearly over. Give it more memory (which is more processor) or a longer time-out.";
            work.Fail(
                MetricNames.ArrivalsFailed,
                arrival,
                new TimeoutException($"{ObjectKeys.Show(arrival.Key)} ({arrival.Length} bytes) was not done. {Advice}", stopped)
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            work.Fail(S3Failure.IsForbidden(failure) ? MetricNames.ArrivalsForbidden : MetricNames.ArrivalsFailed, arrival, failure);
        }

        return false;
    }

    private void Ignore(ObjectNotice notice, Invocation invocation, FunctionWork work)
    {
        work.Metrics.Add(FunctionMetrics.NoDataset, MetricNames.EventsIgnored, 1);
        work.Answer = work.Answer with { Ignored = work.Answer.Ignored + 1 };
        if (notice.Kind != ObjectNoticeKind.Ignored) work.Metrics.Add(FunctionMetrics.NoDataset, MetricNames.EventsUnexpected, 1);
        switch (notice.Kind)
        {
            case ObjectNoticeKind.Created:
                work.Log.Warn(
                    "The event is of another bucket; check what is subscribed to what.",
                    ("bucket", notice.Bucket),
                    ("expected", bucket),
                    ("key", notice.Object?.Key)
                );
                break;
            case ObjectNoticeKind.Ignored:
                work.Log.Info("Nothing to do.", ("reason", notice.Reason));
                break;
            default:
                var shown = invocation.Event.Length > ShownEventBytes ? invocation.Event[..ShownEventBytes] : invocation.Event;
                work.Log.Error(
                    "The event has no meaning here, and sending it again cannot give it one; check who sends it.",
                    ("reason", notice.Reason), ("event", Encoding.UTF8.GetString(shown.Span)), ("eventBytes", invocation.Event.Length));
                break;
        }
    }
}

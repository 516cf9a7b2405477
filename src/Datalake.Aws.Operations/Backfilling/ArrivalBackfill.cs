using Amazon.S3;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Datalake.Aws.Operations.Stacks;
using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Backfilling;

/// <summary>
/// Has a range of raw objects structured again: publishes a notification of each as S3 did when it came. The partition
/// routine drops records that are in the lake already as duplicates.
/// </summary>
/// <param name="s3">Lists the raw bucket.</param>
/// <param name="sns">Publishes.</param>
/// <param name="stack">The stack.</param>
/// <param name="time">Paces it.</param>
public sealed class ArrivalBackfill(IAmazonS3 s3, IAmazonSimpleNotificationService sns, DeployedStack stack, TimeProvider time)
{
    /// <summary>Tells of the objects of a range.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="range">Which objects.</param>
    /// <param name="pace">How fast, so that functions, stream and the account's other functions have room.</param>
    /// <param name="dryRun">Only count: nothing is published.</param>
    /// <param name="progress">Receives a report after each message; may be null.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at between messages.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="OperationException">
    /// There is no such dataset, the bucket cannot be listed, or the topic takes no message.
    /// </exception>
    public async Task<ArrivalBackfillReport> RunAsync(
        string dataset,
        ArrivalRange range,
        BackfillPace pace,
        bool dryRun,
        IProgress<ArrivalBackfillReport>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(pace);
        ArgumentOutOfRangeException.ThrowIfLessThan(pace.ObjectsPerSecond, 1, nameof(pace));
        var (contract, names) = stack.Require(dataset);
        pace = pace.For(names.DeliveryThroughput);
        ArgumentOutOfRangeException.ThrowIfLessThan(pace.BytesPerSecond!.Value, 1, nameof(pace));
        var message = new NotificationMessage(names.RawBucket, names.RawTopic.Split(':')[1], stack.Description.Region);
        var report = new ArrivalBackfillReport(0, 0, 0, 0, 0, 0, null);
        var started = time.GetTimestamp();
        var (gathered, delivered, sent) = (0L, 0L, 0L);
        var last = (string?)null;
        await foreach (var arrival in ArrivalLister.ListAsync(s3, names.RawBucket, range, cancellationToken))
        {
            var claimed = IsClaimed(contract, arrival);
            var inTime = range.IsInTime(arrival);
            report = report with
            {
                Listed = report.Listed + 1,
                Unclaimed = report.Unclaimed + (claimed ? 0 : 1),
                OutOfTime = report.OutOfTime + (claimed && !inTime ? 1 : 0),
            };
            if (!claimed || !inTime) continue;
            if (!message.TryAdd(arrival))
            {
                await SendAsync();
                message.TryAdd(arrival);
            }

            (gathered, delivered, last) = (gathered + arrival.Length, delivered + BackfillPace.Delivered(arrival), arrival.Key);
        }

        if (message.Count > 0) await SendAsync();
        progress?.Report(report);
        return report;

        async Task SendAsync()
        {
            var count = message.Count;
            var text = message.Take();
            if (!dryRun)
            {
                var due = pace.Due(report.Published, sent) - time.GetElapsedTime(started);
                if (due > TimeSpan.Zero) await Task.Delay(due, time, cancellationToken);
                await PublishAsync(names.RawTopic, text, report.LastKey, cancellationToken);
            }

            report = report with
            {
                Published = report.Published + count,
                Bytes = report.Bytes + gathered,
                Messages = report.Messages + 1,
                LastKey = last,
            };
            (gathered, delivered, sent) = (0, 0, sent + delivered);
            progress?.Report(report);
        }
    }

    // The functions refuse other keys too; they would only be noise there.
    private bool IsClaimed(DatasetContract contract, StoredObject arrival) => ReferenceEquals(stack.Catalog.Claim(arrival.Key), contract);

    private async Task PublishAsync(string topic, string text, string? lastKey, CancellationToken cancellationToken)
    {
        try
        {
            await sns.PublishAsync(
                new PublishRequest
                {
                    TopicArn = topic,
                    Message = text,
                    Subject = "Amazon S3 Notification",
                },
                cancellationToken
            );
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            var goOn = lastKey is null ? "Nothing was published." : $"What came before was published; go on later with --from '{lastKey}'";
            throw new OperationException($"Cannot publish to {topic}: {AwsFailure.Describe(failure)} {goOn}", failure);
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Datalake.Aws.Operations.Redriving;

/// <summary>
/// Takes each message of a queue once. A message is hidden from others while it is worked on. Those that are not deleted are shown again at
/// the end, by disposing.
/// </summary>
internal sealed class DeadLetterQueue(IAmazonSQS sqs, string url, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Longer than ten messages take to be published, with the SDK's retries.</summary>
    private const int HiddenSeconds = 300;

    // A long poll asks all of the queue's servers; a short one may miss messages (SQS Developer Guide, "Short and long polling").
    private const int WaitSeconds = 2;

    // One poll without a message says little: messages may be hidden for a while, and counts are approximate. The queue counts as empty
    // after two such polls and a count of none, and is given up after five.
    private const int MinimumQuietPolls = 2;
    private const int MaximumQuietPolls = 5;

    // What fails again comes back minutes later, since a function is tried twice more first. It must not be taken in the same run for ever.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> held = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>
    /// What the queue holds beside the messages that were taken; null before all of it was read, or when it cannot be counted.
    /// </summary>
    public QueueRest? Rest { get; private set; }

    /// <summary>The messages that lay there when it began, until there are no more.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<Message> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = time.GetUtcNow() + ClockDifference;
        var arrived = new HashSet<string>(StringComparer.Ordinal);
        for (var quiet = 0; quiet < MaximumQuietPolls;)
        {
            quiet++;
            var batch = await ReceiveAsync(cancellationToken);
            foreach (var message in batch) held[message.MessageId] = message.ReceiptHandle;
            foreach (var message in batch)
            {
                if (SentAt(message) > begun)
                {
                    arrived.Add(message.MessageId);
                }
                else if (seen.Add(message.MessageId))
                {
                    quiet = 0;
                    yield return message;
                }
            }

            if (quiet < MinimumQuietPolls) continue;
            Rest = await CountAsync(arrived.Count, cancellationToken);
            if (Rest is { Visible: 0 }) yield break;
        }
    }

    /// <summary>Deletes a message.</summary>
    /// <param name="message">A message that was read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task DeleteAsync(Message message, CancellationToken cancellationToken)
    {
        await sqs.DeleteMessageAsync(
            new DeleteMessageRequest { QueueUrl = url, ReceiptHandle = held[message.MessageId] }, cancellationToken);
        held.Remove(message.MessageId);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var handle in held.Values)
        {
            try
            {
                await sqs.ChangeMessageVisibilityAsync(
                    new ChangeMessageVisibilityRequest
                    {
                        QueueUrl = url,
                        ReceiptHandle = handle,
                        VisibilityTimeout = 0,
                    },
                    CancellationToken.None
                );
            }
            catch (Exception failure) when (AwsFailure.IsOne(failure))
            {
                // It shows itself again when its time is over.
            }
        }
    }

    private async Task<List<Message>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = 10,
            VisibilityTimeout = HiddenSeconds,
            WaitTimeSeconds = WaitSeconds,
            MessageSystemAttributeNames = [MessageSystemAttributeName.SentTimestamp],
        };
        return (await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages ?? [];
    }

    private async Task<QueueRest?> CountAsync(int arrived, CancellationToken cancellationToken)
    {
        try
        {
            var counts = await QueueCounts.ReadAsync(sqs, url, cancellationToken);
            return new QueueRest(counts.Visible + counts.Delayed, Math.Max(0, counts.InFlight - held.Count), arrived);
        }
        catch (Exception failure) when (failure is not QueueDoesNotExistException && AwsFailure.IsOne(failure))
        {
            return null;
        }
    }

    private static DateTimeOffset SentAt(Message message) =>
        message.Attributes is { } all
        && all.TryGetValue("SentTimestamp", out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.MinValue;
}

/// <summary>Messages of a queue that a run has not taken.</summary>
/// <param name="Visible">Messages that the queue counts and did not hand out, approximately.</param>
/// <param name="InFlight">Messages that are hidden because another process has taken them, approximately.</param>
/// <param name="Arrived">Messages that came after the run began.</param>
internal sealed record QueueRest(long Visible, long InFlight, long Arrived)
{
    /// <summary>All of them.</summary>
    public long Count => Visible + InFlight + Arrived;
}

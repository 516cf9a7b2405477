using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Datalake.Aws.Operations.Redriving;

/// <summary>
/// Takes each message of a queue once. A message is hidden from others while it is worked on. Those that are not deleted are shown again at the end,
/// by disposing.
/// </summary>
internal sealed class DeadLetterQueue(IAmazonSQS sqs, string url, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Longer than ten messages take to be published, with the SDK's retries.</summary>
    private const int HiddenSeconds = 300;

    // A long poll asks all of the queue's servers; a short one may miss messages (SQS Developer Guide, "Short and long polling").
    private const int WaitSeconds = 2;

    // What fails again comes back minutes later, since a function is tried twice more first. It must not be taken in the same run for ever.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> held = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The messages that lay there when it began.</summary>
    public async IAsyncEnumerable<Message> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var begun = time.GetUtcNow() + ClockDifference;
        while (true)
        {
            var request = new ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = 10,
                VisibilityTimeout = HiddenSeconds,
                WaitTimeSeconds = WaitSeconds,
                MessageSystemAttributeNames = [MessageSystemAttributeName.SentTimestamp],
            };
            var batch = (await sqs.ReceiveMessageAsync(request, cancellation)).Messages ?? [];
            foreach (var message in batch) held[message.MessageId] = message.ReceiptHandle;
            var any = false;
            foreach (var message in batch)
            {
                if (SentAt(message) > begun || !seen.Add(message.MessageId)) continue;
                any = true;
                yield return message;
            }

            if (!any) yield break;
        }
    }

    /// <summary>Deletes a message.</summary>
    public async Task DeleteAsync(Message message, CancellationToken cancellation)
    {
        await sqs.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = url, ReceiptHandle = held[message.MessageId] }, cancellation);
        held.Remove(message.MessageId);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var handle in held.Values)
        {
            try
            {
                await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest { QueueUrl = url, ReceiptHandle = handle, VisibilityTimeout = 0 }, CancellationToken.None);
            }
            catch (Exception failure) when (AwsFailure.IsOne(failure))
            {
                // It shows itself again when its time is over.
            }
        }
    }

    private static DateTimeOffset SentAt(Message message) =>
        message.Attributes is { } all && all.TryGetValue("SentTimestamp", out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.MinValue;
}

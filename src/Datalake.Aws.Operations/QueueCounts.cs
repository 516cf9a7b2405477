using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Datalake.Aws.Operations;

/// <summary>How many messages a queue holds. SQS counts approximately (Amazon SQS API Reference, "GetQueueAttributes").</summary>
/// <param name="Visible">Messages that can be received.</param>
/// <param name="InFlight">Messages that were received and are hidden for a while.</param>
/// <param name="Delayed">Messages that cannot be received yet.</param>
internal sealed record QueueCounts(long Visible, long InFlight, long Delayed)
{
    private const string OfVisible = "ApproximateNumberOfMessages";
    private const string OfInFlight = "ApproximateNumberOfMessagesNotVisible";
    private const string OfDelayed = "ApproximateNumberOfMessagesDelayed";

    /// <summary>Asks a queue.</summary>
    /// <param name="sqs">The client.</param>
    /// <param name="url">The queue.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<QueueCounts> ReadAsync(IAmazonSQS sqs, string url, CancellationToken cancellationToken)
    {
        var answer = await sqs.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [OfVisible, OfInFlight, OfDelayed] }, cancellationToken);
        return new QueueCounts(Number(OfVisible), Number(OfInFlight), Number(OfDelayed));

        long Number(string name) =>
            answer.Attributes is { } all
            && all.TryGetValue(name, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0;
    }
}

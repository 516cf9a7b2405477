using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;

namespace Datalake.Aws.Operations.Status;

/// <summary>Whether a dataset's delivery stream is there and takes records.</summary>
internal sealed class DeliveryStreamStatusReader(IAmazonKinesisFirehose firehose)
{
    public async Task<StatusItem> ReadAsync(string dataset, string stream, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await firehose.DescribeDeliveryStreamAsync(
                new DescribeDeliveryStreamRequest { DeliveryStreamName = stream }, cancellationToken);
            var state = answer.DeliveryStreamDescription?.DeliveryStreamStatus?.Value ?? "UNKNOWN";
            return state == "ACTIVE"
                ? new StatusItem(StatusArea.Dataset, dataset, "delivery_stream", state)
                : Attention(state, $"Delivery stream {stream} is {state}{Reason(answer)}. It takes records when it is ACTIVE.");
        }
        catch (ResourceNotFoundException)
        {
            return Attention("missing", $"There is no delivery stream {stream}. Deploy again: pulumi up.");
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            return Attention("unknown", $"Delivery stream {stream} cannot be looked at: {AwsFailure.Describe(failure)}");
        }

        StatusItem Attention(string value, string message) =>
            new(StatusArea.Dataset, dataset, "delivery_stream", value, StatusLevel.Attention, message);
    }

    private static string Reason(DescribeDeliveryStreamResponse answer) =>
        answer.DeliveryStreamDescription?.FailureDescription is { } failure ? $", {failure.Type}: {failure.Details}" : string.Empty;
}

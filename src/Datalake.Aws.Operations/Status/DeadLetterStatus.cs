using Amazon.SQS;
using Amazon.SQS.Model;
using Datalake.Aws.Operations.Stacks;

namespace Datalake.Aws.Operations.Status;

/// <summary>How many dead letters each function has.</summary>
internal sealed class DeadLetterStatus(IAmazonSQS sqs)
{
    public async Task<IReadOnlyList<StatusItem>> ReadAsync(StackDescription stack, CancellationToken cancellationToken)
    {
        var items = new List<StatusItem>();
        foreach (var (function, url) in stack.DeadLetters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            items.AddRange(await ReadAsync(function, url, cancellationToken));
        return items;
    }

    private async Task<IReadOnlyList<StatusItem>> ReadAsync(string function, string url, CancellationToken cancellationToken)
    {
        try
        {
            var (waiting, hidden, delayed) = await QueueCounts.ReadAsync(sqs, url, cancellationToken);
            waiting += delayed;
            return
            [
                waiting == 0
                    ? new StatusItem(StatusArea.Function, function, "dead_letters", waiting)
                    : Attention(
                        waiting,
                        $"{function} could not do {waiting} of its calls. See its log; when the cause is gone: lake aws redrive --function {function}"
                    ),
                new StatusItem(StatusArea.Function, function, "in_flight", hidden),
            ];
        }
        catch (QueueDoesNotExistException)
        {
            return [Attention("missing", $"There is no queue {url}: what {function} cannot do is lost. Deploy again: pulumi up.")];
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            return [Attention("unknown", $"The dead letters of {function} cannot be counted: {AwsFailure.Describe(failure)}")];
        }

        StatusItem Attention(object value, string message) =>
            new(StatusArea.Function, function, "dead_letters", value, StatusLevel.Attention, message);
    }
}

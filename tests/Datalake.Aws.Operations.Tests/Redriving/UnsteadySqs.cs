using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Operations.Tests.Redriving;

/// <summary>
/// The emulator's queues with what the emulator never does: polls that find nothing though messages are there, and counts that are refused.
/// </summary>
internal sealed class UnsteadySqs(MotoFixture moto)
    : AmazonSQSClient(
        new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey),
        new AmazonSQSConfig
        {
            ServiceURL = moto.RequireAsync().GetAwaiter().GetResult().Endpoint.AbsoluteUri,
            AuthenticationRegion = MotoServer.Region,
        }
    )
{
    /// <summary>The numbers, from 0, of the polls that find nothing.</summary>
    public IReadOnlyCollection<int> QuietPolls { get; init; } = [];

    /// <summary>False when the caller may not count messages.</summary>
    public bool MayCount { get; init; } = true;

    /// <summary>How many polls there were.</summary>
    public int Polls { get; private set; }

    public override Task<ReceiveMessageResponse> ReceiveMessageAsync(
        ReceiveMessageRequest request, CancellationToken cancellationToken = default) =>
        QuietPolls.Contains(Polls++)
            ? Task.FromResult(new ReceiveMessageResponse { Messages = [] })
            : base.ReceiveMessageAsync(request, cancellationToken);

    public override Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        GetQueueAttributesRequest request, CancellationToken cancellationToken = default) =>
        MayCount
            ? base.GetQueueAttributesAsync(request, cancellationToken)
            : throw new AmazonSQSException("Not authorized to perform sqs:GetQueueAttributes.");
}

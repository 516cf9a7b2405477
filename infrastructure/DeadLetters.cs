using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.Sqs;

namespace Datalake.Infrastructure;

/// <summary>
/// The queue of what a function was asked and could not do: the event as Lambda had it, or, when a topic could not even hand it over, the
/// topic's own message (<c>"Type": "Notification"</c>, what happened in <c>Message</c>).
/// </summary>
/// <param name="Queue">The queue.</param>
internal sealed record DeadLetters(Queue Queue)
{
    private const int FourteenDays = 14 * 24 * 60 * 60;

    /// <summary>Declares a queue.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="function">The function's name.</param>
    public static DeadLetters Create(string name, string function) => new(new Queue(name, new QueueArgs
    {
        Name = LakeNames.DeadLetters(function),
        MessageRetentionSeconds = FourteenDays,
        SqsManagedSseEnabled = true,
        VisibilityTimeoutSeconds = 300,
    }));

    /// <summary>Lets who calls the function put here what they could not hand over.</summary>
    /// <param name="name">The policy's name in the program.</param>
    /// <param name="service">The service, e.g. <c>sns.amazonaws.com</c>.</param>
    /// <param name="sources">The topics or rules.</param>
    public void AcceptFrom(string name, string service, IEnumerable<Output<string>> sources) =>
        _ = new QueuePolicy(
            name,
            new QueuePolicyArgs
    {
        QueueUrl = Queue.Id,
        Policy = PolicyDocument.Load("dead-letters-access.json", new Placeholders
        {
            { "QueueArn", Queue.Arn }, { "Service", service }, { "SourceArns", sources },
        }),
    });
}

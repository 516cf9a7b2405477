using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Datalake.Aws.Operations.Stacks;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Redriving;

/// <summary>
/// Gives dead letters back to their functions, by publishing again what the topic had published. A message is deleted only after all of it
/// was published; what is stopped in between is published twice, which is harmless: the lake keeps each record once.
/// </summary>
/// <param name="sqs">Has the queues.</param>
/// <param name="sns">Publishes.</param>
/// <param name="stack">The stack; only its own topics are published to.</param>
/// <param name="time">Decides which messages lay there before the run began.</param>
public sealed class Redrive(IAmazonSQS sqs, IAmazonSimpleNotificationService sns, StackDescription stack, TimeProvider time)
{
    private readonly HashSet<string> topics = new(
        stack.Datasets.Values.SelectMany(dataset => (string[])[dataset.RawTopic, dataset.StructuredTopic]), StringComparer.Ordinal);

    /// <summary>Redrives.</summary>
    /// <param name="request">Which dead letters.</param>
    /// <param name="progress">Receives a report after each message; may be null.</param>
    /// <param name="cancellationToken">
    /// A token to cancel the operation, looked at between messages; messages that were hidden show themselves again.
    /// </param>
    /// <returns>A report for each queue that was looked into.</returns>
    /// <exception cref="OperationException">The stack has no such function, or a queue cannot be read.</exception>
    public async Task<IReadOnlyList<RedriveReport>> RunAsync(
        RedriveRequest request, IProgress<RedriveReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Function is { } name && !stack.DeadLetters.ContainsKey(name))
        {
            throw new OperationException(
                $"The stack has no dead letters of a function '{name}'. It has: {string.Join(", ", stack.DeadLetters.Keys.Order(StringComparer.Ordinal))}."
            )
            {
                IsUsage = true,
            };
        }

        var reports = new List<RedriveReport>();
        var rest = request.Maximum ?? long.MaxValue;
        foreach (var (function, url) in stack.DeadLetters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (rest <= 0 || (request.Function is not null && request.Function != function)) continue;
            var report = new RedriveReport { Function = function };
            reports.Add(report);
            try
            {
                await RunAsync(url, report, rest, request.DryRun, progress, cancellationToken);
            }
            catch (Exception failure) when (AwsFailure.IsOne(failure))
            {
                throw new OperationException(
                    $"Cannot read the dead letters of {function} in {url}: {AwsFailure.Describe(failure)}", failure);
            }

            rest -= report.Messages;
        }

        return reports;
    }

    private async Task RunAsync(
        string url, RedriveReport report, long rest, bool dryRun, IProgress<RedriveReport>? progress, CancellationToken cancellationToken)
    {
        await using var queue = new DeadLetterQueue(sqs, url, time);
        if (rest <= 0) return;
        await foreach (var message in queue.ReadAsync(cancellationToken))
        {
            await TakeAsync(queue, message, report, dryRun, cancellationToken);
            progress?.Report(report);
            if (report.Messages >= rest) return;
        }

        report.Remaining = queue.Rest?.Count;
        if (Describe(queue.Rest) is { } remaining)
            report.Notes.Add($"{report.Function}: {remaining} Run the command again: lake aws redrive --function {report.Function}");
    }

    private static string? Describe(QueueRest? rest) => rest switch
    {
        null => "it cannot be counted whether dead letters are left, so some may be. The command needs sqs:GetQueueAttributes.",
        { Count: 0 } => null,
            _ =>
                $"about {rest.Count} dead letters may be left: {rest.InFlight} are in flight, taken by another process that hides them for some minutes, "
            + $"{rest.Arrived} came after the command began, {rest.Visible} the queue counts and did not hand out.",
    };

    private async Task TakeAsync(
        DeadLetterQueue queue, Message message, RedriveReport report, bool dryRun, CancellationToken cancellationToken)
    {
        var letter = DeadLetterReader.Read(message.Body);
        var foreign = letter.Notifications.FirstOrDefault(notification => !topics.Contains(notification.TopicArn));
        if (letter.Kind == DeadLetterKind.Unknown || foreign is not null)
        {
            report.Left++;
            var reason = letter.Reason ?? $"its topic {ObjectKeys.Show(foreign!.TopicArn)} is none of this stack's";
            report.Notes.Add(
                $"{report.Function}: message {message.MessageId} was skipped, because {reason}. Look at it in the queue, and delete it there.");
            return;
        }

        try
        {
            if (!dryRun)
            {
                foreach (var notification in letter.Notifications) await PublishAsync(notification, cancellationToken);

                // From here on the message must go, whoever stops the command: what was published is on its way.
                await queue.DeleteAsync(message, CancellationToken.None);
            }

            report.Notifications += letter.Notifications.Count;
            if (letter.Kind == DeadLetterKind.Notifications)
            {
                report.Redriven++;
                return;
            }

            report.Dropped++;
            report.Notes.Add(
                $"{report.Function}: message {message.MessageId} is an event of the schedule and {(dryRun ? "would be" : "was")} deleted. The hours it was for stay due; the next trigger runs them."
            );
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            report.Left++;
            report.Failed++;
            report.Notes.Add($"{report.Function}: message {message.MessageId} was skipped: {AwsFailure.Describe(failure)}");
        }
    }

    private Task<PublishResponse> PublishAsync(Notification notification, CancellationToken cancellationToken) =>
        sns.PublishAsync(
            new PublishRequest
            {
                TopicArn = notification.TopicArn,
                Message = notification.Message,
                Subject = notification.Subject,
            },
            cancellationToken
        );
}

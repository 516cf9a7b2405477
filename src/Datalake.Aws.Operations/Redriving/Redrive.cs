using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Datalake.Aws.Operations.Stacks;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Redriving;

/// <summary>
/// Gives dead letters back to their functions, by publishing again what the topic had told. A message is deleted only after all of it was published;
/// what is stopped in between is published twice, which is harmless: the lake keeps each record once.
/// </summary>
/// <param name="sqs">Has the queues.</param>
/// <param name="sns">Publishes.</param>
/// <param name="stack">The stack; only its own topics are published to.</param>
/// <param name="time">Says what lay there before it began.</param>
public sealed class Redrive(IAmazonSQS sqs, IAmazonSimpleNotificationService sns, StackDescription stack, TimeProvider time)
{
    private readonly HashSet<string> topics = new(stack.Datasets.Values.SelectMany(dataset => (string[])[dataset.RawTopic, dataset.StructuredTopic]), StringComparer.Ordinal);

    /// <summary>Redrives.</summary>
    /// <param name="request">Which dead letters.</param>
    /// <param name="progress">Hears of each message; may be null.</param>
    /// <param name="cancellation">Stops between messages; what was hidden shows itself again.</param>
    /// <returns>A report for each queue that was looked into.</returns>
    /// <exception cref="OperationException">The stack has no such function, or a queue cannot be read.</exception>
    public async Task<IReadOnlyList<RedriveReport>> RunAsync(RedriveRequest request, IProgress<RedriveReport>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Function is { } name && !stack.DeadLetters.ContainsKey(name))
        {
            throw new OperationException($"The stack has no dead letters of a function '{name}'. It has: {string.Join(", ", stack.DeadLetters.Keys.Order(StringComparer.Ordinal))}.") { IsUsage = true };
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
                await RunAsync(url, report, rest, request.DryRun, progress, cancellation);
            }
            catch (Exception failure) when (AwsFailure.IsOne(failure))
            {
                throw new OperationException($"Cannot read the dead letters of {function} in {url}: {AwsFailure.Describe(failure)}", failure);
            }

            rest -= report.Messages;
        }

        return reports;
    }

    private async Task RunAsync(string url, RedriveReport report, long rest, bool dryRun, IProgress<RedriveReport>? progress, CancellationToken cancellation)
    {
        await using var queue = new DeadLetterQueue(sqs, url, time);
        if (rest <= 0) return;
        await foreach (var message in queue.ReadAsync(cancellation))
        {
            await TakeAsync(queue, message, report, dryRun, cancellation);
            progress?.Report(report);
            if (report.Messages >= rest) return;
        }
    }

    private async Task TakeAsync(DeadLetterQueue queue, Message message, RedriveReport report, bool dryRun, CancellationToken cancellation)
    {
        var letter = DeadLetterReader.Read(message.Body);
        var foreign = letter.Notifications.FirstOrDefault(notification => !topics.Contains(notification.TopicArn));
        if (letter.Kind == DeadLetterKind.Unknown || foreign is not null)
        {
            report.Left++;
            var reason = letter.Reason ?? $"its topic {ObjectKeys.Show(foreign!.TopicArn)} is none of this stack's";
            report.Notes.Add($"{report.Function}: message {message.MessageId} was left, since {reason}. Look at it in the queue, and delete it there.");
            return;
        }

        try
        {
            if (!dryRun)
            {
                foreach (var notification in letter.Notifications) await PublishAsync(notification, cancellation);

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
                $"{report.Function}: message {message.MessageId} is an event of the schedule and {(dryRun ? "would be" : "was")} deleted. The hours it was for stay due; the next trigger runs them.");
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            report.Left++;
            report.Failed++;
            report.Notes.Add($"{report.Function}: message {message.MessageId} was left: {AwsFailure.Describe(failure)}");
        }
    }

    private Task<PublishResponse> PublishAsync(Notification notification, CancellationToken cancellation) =>
        sns.PublishAsync(new PublishRequest { TopicArn = notification.TopicArn, Message = notification.Message, Subject = notification.Subject }, cancellation);
}

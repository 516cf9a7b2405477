using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Datalake.Infrastructure;

/// <summary>
/// The clock that starts the partition routine. One for all datasets: the function brings up to date all hours that are due.
/// </summary>
/// <param name="context">The stack.</param>
/// <param name="function">The function that it calls.</param>
internal sealed class Schedule(LakeContext context, LakeFunction function)
{
    private const string Service = "events.amazonaws.com";
    private const string Minute50 = "cron(50 * * * ? *)";

    /// <summary>True when the routine runs every hour.</summary>
    /// <param name="context">The stack.</param>
    public static bool IsHourly(LakeContext context)
    {
        var fields = context.Plan.Settings.Schedule["cron(".Length..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Skip(1).All(field => field is "*" or "?");
    }

    /// <summary>
    /// Declares it. Where the routine runs every hour it is asked once more at minute 50: while a cluster is at work that only measures how
    /// old the oldest hour is, for the alarm; when a cluster failed it starts the next.
    /// </summary>
    public void Create()
    {
        var rules = new List<Output<string>>
        {
            Rule("partition", context.Plan.Names.Schedule, context.Plan.Settings.Schedule, "Partitions the ingestion hours that are due"),
        };
        if (IsHourly(context))
            rules.Add(
                Rule("partition-check", context.Plan.Names.ScheduleCheck, Minute50, "Looks whether the last ingestion hour is partitioned")
            );
        function.DeadLetters.AcceptFrom("partition", Service, rules);
    }

    private Output<string> Rule(string id, string name, string schedule, string description)
    {
        var rule = new EventRule(
            id,
            new EventRuleArgs
            {
                Name = name,
                Description = description,
                ScheduleExpression = schedule,
                State = "ENABLED",
            }
        );
        _ = function.AllowFrom(id, Service, rule.Arn);
        _ = new EventTarget(id, new EventTargetArgs
        {
            Rule = rule.Name,
            Arn = function.Function.Arn,
            RetryPolicy = new EventTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 3600, MaximumRetryAttempts = 10 },
            DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = function.DeadLetters.Queue.Arn },
        });
        return rule.Arn;
    }
}

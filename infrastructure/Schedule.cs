using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Datalake.Infrastructure;

/// <summary>The clock that starts the partition routine. One for all datasets: the function brings up to date all hours that are due.</summary>
internal static class Schedule
{
    private const string Service = "events.amazonaws.com";

    /// <summary>Declares it.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="function">The function that it calls.</param>
    public static void Create(LakeContext context, LakeFunction function)
    {
        var rule = new EventRule("partition", new EventRuleArgs
        {
            Name = context.Plan.Names.Schedule,
            Description = "Partitions the ingestion hours that are due",
            ScheduleExpression = context.Plan.Settings.Schedule,
            State = "ENABLED",
        });
        _ = function.AllowFrom("partition", Service, rule.Arn);
        function.DeadLetters.AcceptFrom("partition", Service, [rule.Arn]);
        _ = new EventTarget("partition", new EventTargetArgs
        {
            Rule = rule.Name,
            Arn = function.Function.Arn,
            RetryPolicy = new EventTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 3600, MaximumRetryAttempts = 10 },
            DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = function.DeadLetters.Queue.Arn },
        });
    }
}

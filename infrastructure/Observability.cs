using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;

namespace Datalake.Infrastructure;

/// <summary>The alarms, whom they notify, and the dashboard.</summary>
internal static class Observability
{
    /// <summary>Declares them.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="pipelines">The datasets.</param>
    /// <param name="deliver">The function that delivers.</param>
    /// <param name="partition">The function that starts clusters.</param>
    public static void Create(LakeContext context, IReadOnlyList<DatasetPipeline> pipelines, LakeFunction deliver, LakeFunction partition)
    {
        var alarms = new Alarms(context, Topic(context));
        foreach (var pipeline in pipelines)
        {
            alarms.OfFunction($"structure-{pipeline.Dataset.Name}", pipeline.Structure);
            alarms.OfStrangers($"structure-{pipeline.Dataset.Name}", pipeline.Structure);
            alarms.OfArrivals(pipeline);
            alarms.OfQuarantine(pipeline, deliver);
            alarms.OfStream(pipeline);
            alarms.OfConservation(pipeline, deliver);
        }

        alarms.OfFunction("deliver", deliver);
        alarms.OfStrangers("deliver", deliver);
        alarms.OfFunction("partition", partition);
        alarms.OfHours(partition);
        alarms.OfYears(partition);
        _ = new Dashboard("lake", new DashboardArgs
        {
            DashboardName = context.Plan.Names.Dashboard,
            DashboardBody = new LakeDashboard(context, pipelines, deliver, partition).Body(),
        });
    }

    private static Output<string> Topic(LakeContext context)
    {
        var topic = new Topic("alarms", new TopicArgs { Name = context.Plan.Names.AlarmTopic });
        _ = new TopicPolicy("alarms", new TopicPolicyArgs
        {
                Arn = topic.Arn,
                Policy = PolicyDocument.Load("alarm-topic-access.json", new Placeholders(context.Scope()) { { "TopicArn", topic.Arn } }),
        });
        if (context.Plan.Settings.Alarms.Email is { } email)
            _ = new TopicSubscription("alarms", new TopicSubscriptionArgs { Topic = topic.Arn, Protocol = "email", Endpoint = email });
        return topic.Arn;
    }
}

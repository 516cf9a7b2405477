using Datalake.Datasets;
using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;
using Pulumi.Aws.Sns;

namespace Datalake.Infrastructure;

/// <summary>Bucket → topic → function. A bucket has one notification configuration, so all its topics are in one.</summary>
/// <param name="context">The stack.</param>
/// <param name="storage">The buckets.</param>
internal sealed class Notifications(LakeContext context, Storage storage)
{
    private const string Service = "sns.amazonaws.com";

    private readonly List<(BucketNotificationTopicArgs Filter, Resource Access)> structured = [];

    /// <summary>Declares the topics of a raw bucket, and that it publishes to them.</summary>
    /// <param name="bucket">The bucket.</param>
    public IEnumerable<(DatasetContract Dataset, Topic Topic)> Raw(RawBucketPlan bucket)
    {
        var source = storage.Raw(bucket);
        var topics = new List<(RawTopicPlan Plan, Topic Topic, Resource Access)>();
        foreach (var plan in bucket.Topics)
        {
            var (topic, access) = Topic(context.Plan.Names.RawTopic(bucket, plan), source);
            topics.Add((plan, topic, access));
        }

        Notify($"raw-{bucket.Name}", source, topics.Select(one => (Filter(one.Topic, one.Plan.Prefix, ""), one.Access)));
        return topics.SelectMany(one => one.Plan.Datasets.Select(dataset => (dataset, one.Topic))).ToArray();
    }

    /// <summary>Declares the topic that announces a dataset's structured objects.</summary>
    /// <param name="dataset">The dataset.</param>
    public Topic Structured(DatasetContract dataset)
    {
        var (topic, access) = Topic(context.Plan.Names.StructuredTopic(dataset), storage.Lake);
        structured.Add((Filter(topic, $"structured_json/{dataset.Name}/", ".json"), access));
        return topic;
    }

    /// <summary>
    /// Declares that the lake's bucket publishes to the topics of structured objects. To be called once, when all are declared.
    /// </summary>
    public void NotifyStructured() => Notify("lake", storage.Lake, structured);

    /// <summary>Declares that topics call a function, and that what they cannot hand over goes to its dead letters.</summary>
    /// <param name="id">The function's name in the program.</param>
    /// <param name="function">The function.</param>
    /// <param name="topics">The topics, by dataset.</param>
    public static void Subscribe(string id, LakeFunction function, IReadOnlyList<(DatasetContract Dataset, Topic Topic)> topics)
    {
        function.DeadLetters.AcceptFrom(id, Service, topics.Select(one => one.Topic.Arn));
        foreach (var (dataset, topic) in topics)
        {
            var name = topics.Count == 1 ? id : $"{id}-{dataset.Name}";
            var permission = function.AllowFrom(name, Service, topic.Arn);
            _ = new TopicSubscription(
                name,
                new TopicSubscriptionArgs
                {
                    Topic = topic.Arn,
                    Protocol = "lambda",
                    Endpoint = function.Function.Arn,
                    RedrivePolicy = Output.JsonSerialize(Output.Create(new { deadLetterTargetArn = function.DeadLetters.Queue.Arn })),
                },
                new CustomResourceOptions { DependsOn = { permission } });
        }
    }

    private static BucketNotificationTopicArgs Filter(Topic topic, string prefix, string suffix) => new()
    {
        TopicArn = topic.Arn,
        Events = { "s3:ObjectCreated:*" },
        FilterPrefix = prefix.Length == 0 ? null : (Input<string>)prefix,
        FilterSuffix = suffix.Length == 0 ? null : (Input<string>)suffix,
    };

    private static void Notify(string name, LakeBucket bucket, IEnumerable<(BucketNotificationTopicArgs Filter, Resource Access)> topics)
    {
        var all = topics.ToArray();
        _ = new BucketNotification(
            name,
            new BucketNotificationArgs { Bucket = bucket.Name, Topics = all.Select(topic => topic.Filter).ToArray() },

            // S3 tries each topic when it is configured, so it must be allowed to publish by then.
            new CustomResourceOptions { DependsOn = all.Select(topic => topic.Access).ToArray() });
    }

    private (Topic Topic, Resource Access) Topic(string name, LakeBucket source)
    {
        var topic = new Topic(name, new TopicArgs { Name = name });
        var access = new TopicPolicy(name, new TopicPolicyArgs
        {
            Arn = topic.Arn,
            Policy = PolicyDocument.Load(
                    "topic-access.json",
                    new Placeholders
                    {
                        { "TopicArn", topic.Arn },
                        { "BucketArn", source.Arn },
                        { "AccountId", context.Account },
                    }
                ),
        });
        return (topic, access);
    }
}

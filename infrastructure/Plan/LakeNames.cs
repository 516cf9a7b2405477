using Datalake.Datasets;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>The names that users of the lake know its resources by.</summary>
/// <param name="settings">What the user decides of names.</param>
/// <param name="first">The first dataset, after which the schedule is named.</param>
internal sealed class LakeNames(NameSettings settings, string first)
{
    private const int AccountDigits = 12;

    /// <summary>The function that delivers, of all datasets.</summary>
    public string DeliverFunction => Suffixed("DeliverToFirehoseProxy");

    /// <summary>The function that starts clusters, for all datasets.</summary>
    public string PartitionFunction => Suffixed("submitPartitionRoutineCluster");

    /// <summary>
    /// The schedule. There is one for all datasets, since the function brings up to date all that is due; it has the first dataset's name.
    /// </summary>
    public string Schedule => Underscored($"{first}_partition_routine_trigger");

    /// <summary>The second schedule, at minute 50.</summary>
    public string ScheduleCheck => Underscored($"{first}_partition_routine_check");

    /// <summary>The workgroup in Athena.</summary>
    public string Workgroup => Suffixed("datalake");

    /// <summary>The dashboard.</summary>
    public string Dashboard => Suffixed("Datalake");

    /// <summary>The topic of the alarms.</summary>
    public string AlarmTopic => Suffixed("DatalakeAlarms");

    /// <summary>An alarm.</summary>
    /// <param name="id">Its name in the program.</param>
    public string Alarm(string id) => Suffixed($"datalake-{id}");

    /// <summary>The lake's bucket, less the account's number with which it ends.</summary>
    public string LakeBucket => $"{settings.BucketPrefix}-lake-";

    /// <summary>A new raw bucket, less the account's number with which it ends.</summary>
    /// <param name="bucket">The bucket.</param>
    public string RawBucket(RawBucketPlan bucket) => $"{settings.BucketPrefix}-raw-{bucket.Name}-";

    /// <summary>The topic that announces arrivals: named after the dataset, or, when it serves several, after the bucket.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="topic">The topic.</param>
    public string RawTopic(RawBucketPlan bucket, RawTopicPlan topic) =>
        Suffixed($"New{Pascal(topic.Datasets is [var only] ? only.Name : bucket.Name)}RawData");

    /// <summary>The topic that announces structured objects.</summary>
    /// <param name="dataset">The dataset.</param>
    public string StructuredTopic(DatasetContract dataset) => Suffixed($"New{Pascal(dataset.Name)}StructuredData");

    /// <summary>The function that structures arrivals.</summary>
    /// <param name="dataset">The dataset.</param>
    public string StructureFunction(DatasetContract dataset) => Suffixed($"Struct{Pascal(dataset.Name)}Data");

    /// <summary>The delivery stream.</summary>
    /// <param name="dataset">The dataset.</param>
    public string DeliveryStream(DatasetContract dataset) => Suffixed($"DataStreamStructured{Pascal(dataset.Name)}");

    /// <summary>The database.</summary>
    /// <param name="dataset">The dataset.</param>
    public string Database(DatasetContract dataset) => Database(dataset.Database);

    /// <summary>A database.</summary>
    /// <param name="name">Its name in the contracts.</param>
    public string Database(string name) => Underscored(name);

    /// <summary>The crawler over structured objects.</summary>
    /// <param name="dataset">The dataset.</param>
    public string StructuredCrawler(DatasetContract dataset) =>
        Suffixed($"{char.ToLowerInvariant(dataset.Name[0])}{Pascal(dataset.Name)[1..]}Order");

    /// <summary>The crawler over the consumable table.</summary>
    /// <param name="dataset">The dataset.</param>
    public string ConsumableCrawler(DatasetContract dataset) => Underscored($"consumable_{dataset.Name}_crawler");

    /// <summary>The queue of what a function could not do.</summary>
    /// <param name="function">The function's name.</param>
    public static string DeadLetters(string function) => $"{function}-dead-letters";

    /// <summary>Makes the names and reports those that AWS would not take.</summary>
    /// <param name="datasets">The datasets.</param>
    /// <param name="rawBuckets">Their buckets.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="reader">Takes problems.</param>
    public static LakeNames Create(
        IReadOnlyList<DatasetContract> datasets, IReadOnlyList<RawBucketPlan> rawBuckets, StackSettings settings, SettingsReader reader)
    {
        var names = new LakeNames(settings.Names, datasets.Count > 0 ? datasets[0].Name : "");
        var all = names.All(datasets, rawBuckets).ToArray();
        foreach (var (setting, what, name, longest) in all.Where(one => one.Name.Length > one.Longest))
            reader.Report(setting,
                $"makes {what} '{name}' {name.Length} characters long; at most {longest} are allowed. Shorten it, or the names it is " +
                "made of.");
        foreach (var same in all.GroupBy(one => (one.What, Name: one.Name.ToUpperInvariant())).Where(group => group.Count() > 1))
            reader.Report("datasets",
                $"makes two resources with the same name: {same.Key.What} '{same.First().Name}'. Rename a dataset or a bucket.");
        return names;
    }

    private IEnumerable<(string Setting, string What, string Name, int Longest)> All(
        IReadOnlyList<DatasetContract> datasets, IReadOnlyList<RawBucketPlan> rawBuckets)
    {
        // The limits: S3 bucket 63, Lambda function 64, Firehose stream 64, SNS topic 256, SQS queue 80, EventBridge rule 64, Glue names
        // 255.
        var account = new string('0', AccountDigits);
        yield return ("bucketPrefix", "the bucket", LakeBucket + account, 63);
        foreach (var bucket in rawBuckets.Where(bucket => bucket.IsNew))
            yield return ("bucketPrefix", "the bucket", RawBucket(bucket) + account, 63);
        foreach (var bucket in rawBuckets)
        {
            foreach (var topic in bucket.Topics) yield return (RawBucketSetting.Setting, "the topic", RawTopic(bucket, topic), 256);
        }

        yield return ("nameSuffix", "the function", DeliverFunction, 64);
        yield return ("nameSuffix", "the function", PartitionFunction, 64);
        yield return ("datasets", "the rule", Schedule, 64);
        foreach (var dataset in datasets)
        {
            yield return ("datasets", "the topic", StructuredTopic(dataset), 256);
            yield return ("datasets", "the function", StructureFunction(dataset), 64);
            yield return ("datasets", "the queue", DeadLetters(StructureFunction(dataset)), 80);
            yield return ("datasets", "the delivery stream", DeliveryStream(dataset), 64);
            yield return ("datasets", "the crawler", StructuredCrawler(dataset), 255);
            yield return ("datasets", "the crawler", ConsumableCrawler(dataset), 255);
        }
    }

    private static string Pascal(string name) =>
        string.Concat(
            name.Split(['_', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private string Suffixed(string name) => settings.Suffix.Length == 0 ? name : $"{name}-{settings.Suffix}";

    private string Underscored(string name) => settings.Suffix.Length == 0 ? name : $"{name}_{settings.Suffix.Replace('-', '_')}";
}

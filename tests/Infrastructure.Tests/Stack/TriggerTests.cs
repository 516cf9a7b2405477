
namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>Who triggers whom.</summary>
public class TriggerTests
{
    private static readonly DeployedStack Stack = PrintedStack.Default;

    [Theory]
    [InlineData("NewCheckoutRawData", "StructCheckoutData")]
    [InlineData("NewFulfillmentRawData", "StructFulfillmentData")]
    [InlineData("NewCheckoutStructuredData", "DeliverToFirehoseProxy")]
    [InlineData("NewFulfillmentStructuredData", "DeliverToFirehoseProxy")]
    public void A_topic_calls_its_function_and_may(string topicName, string functionName)
    {
        var topic = Stack.Named("sns/topic:Topic", topicName);
        var function = Stack.Named("lambda/function:Function", functionName);
        var letters = Stack.Named("sqs/queue:Queue", functionName + "-dead-letters");

        var subscription = Stack.One("sns/topicSubscription:TopicSubscription", one => one.Text("topic") == topic.Arn);
        Assert.Equal(function.Arn, subscription.Text("endpoint"));
        Assert.Equal("lambda", subscription.Text("protocol"));
        Assert.Equal(letters.Arn, (string?)subscription.Json("redrivePolicy")["deadLetterTargetArn"]);
        var permission = Stack.One("lambda/permission:Permission", one => one.Text("sourceArn") == topic.Arn);
        Assert.Equal(
            (functionName, "sns.amazonaws.com", "lambda:InvokeFunction"),
            (permission.Text("function"), permission.Text("principal"), permission.Text("action"))
        );
        Assert.Contains(topic.Arn, SourcesOf(letters));
    }

    [Fact]
    public void The_schedules_call_the_function_that_starts_clusters_and_may()
    {
        var function = Stack.Named("lambda/function:Function", "submitPartitionRoutineCluster");
        var letters = Stack.Named("sqs/queue:Queue", "submitPartitionRoutineCluster-dead-letters");
        Assert.All(Stack.Of("cloudwatch/eventRule:EventRule"), rule =>
        {
            var target = Stack.One("cloudwatch/eventTarget:EventTarget", one => one.Text("rule") == rule.Text("name"));
            Assert.Equal(function.Arn, target.Text("arn"));
            Assert.Equal(letters.Arn, (string?)target.At("deadLetterConfig.arn"));
            var permission = Stack.One("lambda/permission:Permission", one => one.Text("sourceArn") == rule.Arn);
                Assert.Equal(
                    ("submitPartitionRoutineCluster", "events.amazonaws.com"), (permission.Text("function"), permission.Text("principal")));
            Assert.Contains(rule.Arn, SourcesOf(letters));
        });
    }

    [Fact]
    public void What_AWS_tries_at_once_comes_after_the_policy_it_needs()
    {
        Assert.All(Stack.Of("lambda/function:Function"), function => Assert.Contains($"${{{function.Name}-RolePolicy}}", Before(function)));
        Assert.All(
            Stack.Of("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"),
            stream => Assert.Contains($"${{{stream.Name}-RolePolicy}}", Before(stream))
        );

        static string[] Before(DeployedResource resource) => [.. resource.Options["dependsOn"]!.AsArray().Select(one => (string)one!)];
    }

    [Fact]
    public void Nobody_else_may_call_a_function() => Assert.Equal(
            Stack.Of("sns/topicSubscription:TopicSubscription").Count + Stack.Of("cloudwatch/eventTarget:EventTarget").Count,
            Stack.Of("lambda/permission:Permission").Count
        );

    [Fact]
    public void Each_function_has_dead_letters_a_log_and_bounded_retries()
    {
        var functions = Stack.Of("lambda/function:Function");
        Assert.Equal(4, functions.Count);
        Assert.All(functions, function =>
        {
            var name = function.Text("name");
            var letters = Stack.Named("sqs/queue:Queue", name + "-dead-letters");
            Assert.Equal(letters.Arn, (string?)function.At("deadLetterConfig.targetArn"));
            Assert.Equal(1_209_600, (double?)letters.Inputs["messageRetentionSeconds"]);
            var log = Stack.Named("cloudwatch/logGroup:LogGroup", "/aws/lambda/" + name);
            Assert.Equal(log.Text("name"), (string?)function.At("loggingConfig.logGroup"));
            Assert.Equal(30, (double?)log.Inputs["retentionInDays"]);
            var retries = Stack.One("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", one => one.Text("functionName") == name);
            Assert.Equal(2, (double?)retries.Inputs["maximumRetryAttempts"]);
        });
    }

    [Fact]
    public void The_lakes_bucket_tells_each_dataset_of_its_structured_objects()
    {
        var lake = Stack.One("s3/bucket:Bucket", bucket => bucket.Name == "lake").Text("bucket");
        var notification = Stack.One("s3/bucketNotification:BucketNotification", one => one.Text("bucket") == lake);
        var filters = notification.Inputs["topics"]!
            .AsArray()
            .ToDictionary(topic => (string)topic!["topicArn"]!, topic => (string)topic!["filterPrefix"]!, StringComparer.Ordinal);
        Assert.Equal("structured_json/checkout/", filters[Stack.Named("sns/topic:Topic", "NewCheckoutStructuredData").Arn]);
        Assert.Equal("structured_json/fulfillment/", filters[Stack.Named("sns/topic:Topic", "NewFulfillmentStructuredData").Arn]);
        Assert.Equal(2, filters.Count);
    }

    [Fact]
    public void Each_dataset_has_a_raw_bucket_of_its_own_by_default()
    {
        foreach (var (bucketName, topic) in new[] { ("raw-checkout", "NewCheckoutRawData"), ("raw-fulfillment", "NewFulfillmentRawData") })
        {
            var bucket = Stack.One("s3/bucket:Bucket", one => one.Name == bucketName);
            var notification = Stack.One("s3/bucketNotification:BucketNotification", one => one.Text("bucket") == bucket.Text("bucket"));
            var only = Assert.Single(notification.Inputs["topics"]!.AsArray())!;
            Assert.Equal(Stack.Named("sns/topic:Topic", topic).Arn, (string?)only["topicArn"]);
            Assert.Null(only["filterPrefix"]);
            Assert.Equal(["s3:ObjectCreated:*"], only["events"]!.AsArray().Select(one => (string)one!));
        }
    }

    [Fact]
    public void Datasets_whose_keys_may_begin_alike_share_the_topic_of_their_bucket()
    {
        var stack = PrintedStack.Deploy(("rawBuckets", "checkout=existing:acme-orders,fulfillment=existing:acme-orders"));

        var notification = stack.One("s3/bucketNotification:BucketNotification", one => one.Text("bucket") == "acme-orders");
        var topic = stack.Named("sns/topic:Topic", "NewAcmeOrdersRawData");
        Assert.Equal(topic.Arn, (string?)Assert.Single(notification.Inputs["topics"]!.AsArray())!["topicArn"]);
        Assert.Equal(
            [
                stack.Named("lambda/function:Function", "StructCheckoutData").Arn,
                stack.Named("lambda/function:Function", "StructFulfillmentData").Arn,
            ],
            stack
                .Of("sns/topicSubscription:TopicSubscription")
                .Where(one => one.Text("topic") == topic.Arn)
                .Select(one => one.Text("endpoint"))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(["lake"], stack.Of("s3/bucket:Bucket").Select(bucket => bucket.Name));
        var contracts = (string?)
            stack.Named("lambda/function:Function", "StructCheckoutData").At("environment.variables.DATALAKE_CONTRACTS");
        Assert.Equal(2, contracts!.Split(',').Length);
    }

    [Fact]
    public void Datasets_of_one_bucket_whose_prefixes_differ_have_a_filter_each()
    {
        using var root = new StackRoot();
        root.Add("carts", text => Keys(text, "carts/{id}"))
            .Add("returns", text => Keys(text, "returns/{id}.json"))
            .Add("returns_late", text => Keys(text, "returns/late/{id}"));
        var stack = new DeployedStack(PrintedStack.Print(root, ("rawBuckets", "carts=new:shop,returns=new:shop,returns_late=new:shop")));

        var bucket = stack.One("s3/bucket:Bucket", one => one.Name == "raw-shop").Text("bucket");
        var topics = stack.One("s3/bucketNotification:BucketNotification", one => one.Text("bucket") == bucket).Inputs["topics"]!.AsArray();
        Assert.Equal(["carts/", "returns/"], topics.Select(topic => (string)topic!["filterPrefix"]!));
        Assert.Equal(
            [stack.Named("sns/topic:Topic", "NewCartsRawData").Arn, stack.Named("sns/topic:Topic", "NewShopRawData").Arn],
            topics.Select(topic => (string)topic!["topicArn"]!)
        );

        static string Keys(string contract, string keys) =>
            contract.Replace("{shard}_CheckoutOrder/{id}/id/{version}", keys, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_may_be_told_before_its_bucket_is_configured()
    {
        Assert.All(Stack.Of("s3/bucketNotification:BucketNotification"), notification =>
        {
            var before = notification.Options["dependsOn"]!.AsArray().Select(one => (string)one!).ToArray();
            Assert.Equal(notification.Inputs["topics"]!.AsArray().Count, before.Length);
            Assert.All(before, key => Assert.EndsWith("-TopicPolicy}", key, StringComparison.Ordinal));
        });
        Assert.All(Stack.Of("sns/topic:Topic").Where(topic => topic.Name != "alarms"), topic =>
        {
                var statement = Stack.One("sns/topicPolicy:TopicPolicy", policy => policy.Text("arn") == topic.Arn).Json("policy")[
                    "Statement"
                ]!.AsArray()[0]!;
            var source = (string)statement["Condition"]!["ArnEquals"]!["aws:SourceArn"]!;
            Assert.Contains(Stack.Of("s3/bucket:Bucket"), bucket => bucket.Arn == source);
        });
    }

    private static string[] SourcesOf(DeployedResource queue) =>
        [.. Stack.One("sqs/queuePolicy:QueuePolicy", policy => (string?)policy.Json("policy")["Statement"]![0]!["Resource"] == queue.Arn)
            .Json("policy")["Statement"]![0]!["Condition"]!["ArnEquals"]!["aws:SourceArn"]!.AsArray().Select(source => (string)source!)];
}

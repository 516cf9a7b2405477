using System.Text.Json.Nodes;
using Datalake.Aws.Logging;
using Datalake.Aws.Settings;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The program gives the functions the variables that they read.</summary>
public class EnvironmentTests
{
    private static readonly DeployedStack Stack = PrintedStack.Default;

    [Theory]
    [InlineData("checkout", "StructCheckoutData")]
    [InlineData("fulfillment", "StructFulfillmentData")]
    public void The_function_that_structures_reads_its_settings(string dataset, string function)
    {
        var environment = EnvironmentOf(function);
        var settings = StructureSettings.Read(environment);

        Assert.Empty(environment.Problems);
        Assert.Equal(dataset, settings.Dataset);
        Assert.Equal(Stack.One("s3/bucket:Bucket", bucket => bucket.Name == $"raw-{dataset}").Text("bucket"), settings.RawBucket);
        Assert.Equal("StructureRaw", Stack.Named("lambda/function:Function", function).Text("handler"));
    }

    [Fact]
    public void The_function_that_delivers_reads_its_settings()
    {
        var environment = EnvironmentOf("DeliverToFirehoseProxy");
        var settings = DeliverSettings.Read(environment);

        Assert.Empty(environment.Problems);
        Assert.Equal("DataStreamStructuredCheckout", settings.Streams["checkout"]);
        Assert.Equal("DataStreamStructuredFulfillment", settings.Streams["fulfillment"]);
    }

    [Fact]
    public void The_function_that_starts_clusters_reads_its_settings()
    {
        var stack = PrintedStack.Deploy(
            ("clusterSecurityGroups", "primary=sg-01,workers=sg-02,service=sg-03"),
            ("clusterTags", "team=data"),
            ("clusterSecurityConfiguration", "lake")
        );
        foreach (
            var environment in new[]
            {
                EnvironmentOf("submitPartitionRoutineCluster"),
                EnvironmentOf("submitPartitionRoutineCluster", stack),
            }
        )
        {
            Assert.NotNull(PartitionSettings.Read(environment));
            Assert.Empty(environment.Problems);
        }
    }

    [Fact]
    public void A_package_is_uploaded_by_its_hash_and_run_from_there()
    {
        Assert.All(Stack.Of("lambda/function:Function"), function =>
        {
            var package = Stack.One("s3/bucketObjectv2:BucketObjectv2", one => one.Name == $"function-{function.Text("handler")}");
            Assert.Matches($"^_deploy/functions/{function.Text("handler")}-[0-9a-f]{{16}}\\.zip$", package.Text("key"));
            Assert.Equal(package.Text("key"), function.Text("s3Key"));
            Assert.Equal($"artifacts/{function.Text("handler")}.zip", (string?)package.At("source.fileAsset"));
            Assert.Equal(("dotnet10", "arm64"), (function.Text("runtime"), (string?)function.At("architectures.0")));
            Assert.True((bool?)package.Options["retainOnDelete"]);
        });
        Assert.Equal(
            "x86_64",
            (string?)
                PrintedStack
                    .Deploy(("functionArchitecture", "x64"))
                    .Named("lambda/function:Function", "StructCheckoutData")
                    .At("architectures.0")
        );
    }

    [Fact]
    public void The_description_of_the_stack_names_its_parts()
    {
        var description = Stack.One("s3/bucketObjectv2:BucketObjectv2", one => one.Text("key") == "_deploy/stack.json").Json("content");

        Assert.Equal($"datalake-dev-lake-{DeployedStack.Account}", (string?)description["lakeBucket"]);
        Assert.Equal(
            ("eu-west-1", "datalake", "DeliverToFirehoseProxy", "submitPartitionRoutineCluster"),
            (
                (string)description["region"]!,
                (string)description["workgroup"]!,
                (string)description["deliverFunction"]!,
                (string)description["partitionFunction"]!
            )
        );
        var checkout = description["datasets"]!["checkout"]!;
        Assert.Equal(
            ["contract", "rawBucket", "rawTopic", "structuredTopic", "deliveryStream", "deliveryThroughput", "database",
                "structureFunction"],
            checkout.AsObject().Select(pair => pair.Key)
        );
        Assert.Matches("^s3://datalake-dev-lake-[0-9]{12}/_deploy/contracts/checkout-[0-9a-f]{16}\\.json$", (string)checkout["contract"]!);
        Assert.Equal(
            ("DataStreamStructuredCheckout", "checkout", "StructCheckoutData"),
            ((string)checkout["deliveryStream"]!, (string)checkout["database"]!, (string)checkout["structureFunction"]!)
        );
        Assert.Equal(
            ["DeliverToFirehoseProxy", "StructCheckoutData", "StructFulfillmentData", "submitPartitionRoutineCluster"],
            description["deadLetters"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Alarms_and_the_dashboard_look_at_metrics_that_the_functions_send()
    {
        var sent = typeof(MetricNames)
            .GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetValue(null)!)
            .ToHashSet(StringComparer.Ordinal);
        var alarms = Stack.Of("cloudwatch/metricAlarm:MetricAlarm");
        var looked = alarms.Where(alarm => (string?)alarm.Inputs["namespace"] == "Datalake").Select(alarm => alarm.Text("metricName"))
            .Concat(
                alarms
                    .SelectMany(alarm => alarm.Inputs["metricQueries"]?.AsArray() ?? [])
                    .Select(query => (string?)query!["metric"]?["metricName"])
                    .OfType<string>()
            )
            .Concat(
                Widgets()
                    .SelectMany(widget => widget["properties"]!["metrics"]!.AsArray())
                    .Where(metric => (string?)metric![0] == "Datalake")
                    .Select(metric => (string)metric![1]!)
            )
            .Distinct(StringComparer.Ordinal).ToArray();

        Assert.True(looked.Length >= 8, string.Join(", ", looked));
        Assert.Subset(sent, looked.ToHashSet(StringComparer.Ordinal));
        Assert.All(
            alarms, alarm => Assert.Equal(Stack.Named("sns/topic:Topic", "DatalakeAlarms").Arn, (string?)alarm.At("alarmActions.0")));
    }

    [Fact]
    public void Each_kind_of_trouble_has_an_alarm()
    {
        var names = Stack.Of("cloudwatch/metricAlarm:MetricAlarm").Select(alarm => alarm.Text("name")).ToArray();
        foreach (var function in new[] { "structure-checkout", "structure-fulfillment", "deliver", "partition" })
        {
            Assert.Contains($"datalake-{function}-errors", names);
            Assert.Contains($"datalake-{function}-dead-letters", names);
        }

        foreach (var kind in new[] { "no-arrivals", "delivery", "conversion", "conservation" })
            Assert.Contains($"datalake-{kind}-checkout", names);
        Assert.Contains("datalake-hour-not-finished", names);
        Assert.Equal(
            "lake@shop.example",
            Assert
                .Single(
                    PrintedStack.Deploy(("alarmEmail", "lake@shop.example")).Of("sns/topicSubscription:TopicSubscription"),
                    one => one.Text("protocol") == "email"
                )
                .Text("endpoint")
        );
    }

    private static IEnumerable<JsonNode> Widgets() =>
        Stack.One("cloudwatch/dashboard:Dashboard", _ => true).Json("dashboardBody")["widgets"]!.AsArray().Select(widget => widget!);

    private static EnvironmentReader EnvironmentOf(string function, DeployedStack? stack = null)
    {
        var variables = (stack ?? Stack).Named("lambda/function:Function", function).At("environment.variables")!;
        return new EnvironmentReader(name => (string?)variables[name]);
    }
}

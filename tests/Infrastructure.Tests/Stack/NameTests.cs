namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The names that the users of the lake know.</summary>
public class NameTests
{
    [Theory]
    [InlineData("sns/topic:Topic", "NewCheckoutRawData")]
    [InlineData("sns/topic:Topic", "NewFulfillmentRawData")]
    [InlineData("sns/topic:Topic", "NewCheckoutStructuredData")]
    [InlineData("lambda/function:Function", "StructCheckoutData")]
    [InlineData("lambda/function:Function", "StructFulfillmentData")]
    [InlineData("lambda/function:Function", "DeliverToFirehoseProxy")]
    [InlineData("lambda/function:Function", "submitPartitionRoutineCluster")]
    [InlineData("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "DataStreamStructuredCheckout")]
    [InlineData("cloudwatch/eventRule:EventRule", "checkout_partition_routine_trigger")]
    [InlineData("glue/catalogDatabase:CatalogDatabase", "checkout")]
    [InlineData("glue/catalogTable:CatalogTable", "raw_checkout")]
    [InlineData("glue/catalogTable:CatalogTable", "checkout")]
    [InlineData("glue/catalogTable:CatalogTable", "checkout_current")]
    [InlineData("glue/crawler:Crawler", "checkoutOrder")]
    [InlineData("glue/crawler:Crawler", "consumable_checkout_crawler")]
    [InlineData("athena/workgroup:Workgroup", "datalake")]
    public void A_resource_is_named(string type, string name) => PrintedStack.Default.Named(type, name);

    [Fact]
    public void The_schedule_is_that_of_the_setting()
    {
        Assert.Equal(
            "cron(10 * * * ? *)",
            PrintedStack.Default.Named("cloudwatch/eventRule:EventRule", "checkout_partition_routine_trigger").Text("scheduleExpression")
        );
        Assert.Equal(
            "cron(50 * * * ? *)",
            PrintedStack.Default.Named("cloudwatch/eventRule:EventRule", "checkout_partition_routine_check").Text("scheduleExpression")
        );
        var daily = Assert.Single(PrintedStack.Deploy(("schedule", "cron(10 3 * * ? *)")).Of("cloudwatch/eventRule:EventRule"));
        Assert.Equal("cron(10 3 * * ? *)", daily.Text("scheduleExpression"));
    }

    [Fact]
    public void Two_stacks_with_suffixes_share_no_name()
    {
        var one = PrintedStack.Deploy(("nameSuffix", "one"), ("bucketPrefix", "one"));
        var taken = PrintedStack.Default.All.Select(Physical).OfType<string>().ToHashSet(StringComparer.Ordinal);

        Assert.All(one.All.Select(Physical).OfType<string>(), name => Assert.DoesNotContain(name, taken));

        static string? Physical(DeployedResource resource) => resource.Type switch
        {
            // These lie within something that has the suffix.
            "aws:glue/catalogTable:CatalogTable" or "aws:athena/namedQuery:NamedQuery" or "aws:cloudwatch/logStream:LogStream" => null,
            "aws:s3/bucket:Bucket" => resource.Text("bucket"),
            _ => (string?)resource.Inputs["name"] is { } name ? $"{resource.Type} {name}" : null,
        };
    }
}

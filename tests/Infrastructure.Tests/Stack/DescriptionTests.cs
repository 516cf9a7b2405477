using System.Text.Json;
using System.Text.Json.Serialization;
using Description = Datalake.Aws.Operations.Stacks.StackDescription;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>What the program writes of the stack is what <c>lake aws</c> reads.</summary>
public class DescriptionTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    [Fact]
    public void The_command_reads_every_name_that_the_program_writes()
    {
        var stack = PrintedStack.Default;
        var written = stack.One("s3/bucketObjectv2:BucketObjectv2", one => one.Text("key") == Description.Key);
        var read = JsonSerializer.Deserialize<Description>(written.Text("content"), Strict)!;

        Assert.Equal(["checkout", "fulfillment"], read.Datasets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("DataStreamStructuredCheckout", read.Datasets["checkout"].DeliveryStream);
        Assert.Equal("StructCheckoutData", read.Datasets["checkout"].StructureFunction);
        Assert.Equal(stack.Named("sns/topic:Topic", "NewCheckoutRawData").Arn, read.Datasets["checkout"].RawTopic);
        Assert.Equal(
            ["DeliverToFirehoseProxy", "StructCheckoutData", "StructFulfillmentData", "submitPartitionRoutineCluster"],
            read.DeadLetters.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("DeliverToFirehoseProxy", "submitPartitionRoutineCluster"), (read.DeliverFunction, read.PartitionFunction));
    }
}

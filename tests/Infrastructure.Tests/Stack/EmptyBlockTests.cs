using System.Text.Json.Nodes;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>
/// The provider leaves out a nested block that has no values, without a word. Neither the types nor the mocks of the official package show
/// it: they take the block as it is.
/// </summary>
public class EmptyBlockTests
{
    // Of this block the provider sends an empty one: expandHiveJSONSerDe of terraform-provider-aws.
    private const string SentEmpty =
        "extendedS3Configuration.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.hiveJsonSerDe";

    public static TheoryData<string> Variants =>
    [
        "",
        "datasets=checkout",
        "encryption=kms",
        "encryption=arn:aws:kms:eu-west-1:123456789012:key/lake",
        "rawBuckets=checkout=existing:acme-orders,fulfillment=existing:acme-orders;rawBucketKey=arn:aws:kms:eu-west-1:123456789012:key/raw",
        "rawBuckets=checkout=new:orders,fulfillment=new:orders;rawDays=400;protectData=false",
        "athenaScanLimit=0;alarmEmail=lake@shop.example;schedule=cron(0 5 * * ? *)",
        "clusterSecurityGroups=primary=sg-01,workers=sg-02,service=sg-03;clusterTags=team=data",
        "accountConcurrency=1000",
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void No_block_is_empty(string settings)
    {
        var stack = PrintedStack.Deploy(
            [
                .. settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(one => one.Split('=', 2))
                    .Select(one => (one[0], one[1])),
            ]);

        var empty = stack.All.SelectMany(resource => Empty(resource.Inputs, "")
            .Where(path => path != SentEmpty)
            .Select(path => $"{resource.Type} '{resource.Name}': {path}")).ToArray();
        Assert.True(empty.Length == 0, string.Join('\n', empty));
    }

    [Fact]
    public void A_view_has_the_reader_of_nothing_that_Athena_asks_for()
    {
        var views = PrintedStack.Default.Of("glue/catalogTable:CatalogTable").Where(table => table.Text("tableType") == "VIRTUAL_VIEW").ToArray();

        Assert.True(views.Length > 2, $"{views.Length} views");
        Assert.All(views, view => Assert.Equal(
            ("-", "-"),
            ((string?)view.At("storageDescriptor.serDeInfo.name"), (string?)view.At("storageDescriptor.serDeInfo.serializationLibrary"))));
    }

    [Fact]
    public void A_block_that_is_empty_is_found_by_its_path()
    {
        var inputs = (JsonObject)JsonNode.Parse("""{ "a": { "b": [{ "c": {} }, { "d": 1 }], "e": [] }, "f": "" }""")!;

        Assert.Equal(["a.b.0.c", "a.e"], Empty(inputs, ""));
    }

    private static IEnumerable<string> Empty(JsonNode? node, string path) => node switch
    {
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => [path],
        JsonObject map => map.SelectMany(pair => Empty(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")),
        JsonArray list => list.SelectMany((item, index) => Empty(item, $"{path}.{index}")),
        _ => [],
    };
}

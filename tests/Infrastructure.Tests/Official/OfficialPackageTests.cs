using System.Text.Json.Nodes;
using Datalake.Infrastructure.Tests.Stack;

namespace Datalake.Infrastructure.Tests.Official;

/// <summary>What the official packages make of the printed document.</summary>
public class OfficialPackageTests
{
    private static readonly string Everything = PrintedStack.Print(
        null,
        ("encryption", "kms"),
        ("alarmEmail", "lake@shop.example"),
        ("rawBuckets", "checkout=existing:acme-orders,fulfillment=existing:acme-orders"),
        ("clusterSecurityGroups", "primary=sg-01,workers=sg-02"),
        ("nameSuffix", "two"),
        ("rawBucketKey", "arn:aws:kms:eu-west-1:123456789012:key/a")
    );

    // Right and wrong, and what is said of the wrong.
    private static readonly (string Right, string Wrong, string Said)[] Faults =
    [
        ("memorySize: 1024", "memorySize: \"1024\"", "Type 'string' is not assignable to type 'Input<number | undefined>'"),
        ("memorySize: 1024", "memory: 1024", "'\"memory\"' does not exist"),
        (".arn}", ".arm}", "Property 'arm' does not exist"),
        ("bufferingSize: 128", "bufferingSize: true", "Type 'true' is not assignable"),
        ("protocol: \"lambda\"", "protocoll: \"lambda\"", "'\"protocoll\"' does not exist"),
        ("aws:sns/topicPolicy:TopicPolicy", "aws:sqs/queuePolicy:QueuePolicy", "'\"arn\"' does not exist"),
        ("${getRegion.region}", "${getRegion.name2}", "Property 'name2' does not exist"),
    ];

    // The compiler reads the declarations once for all documents, which is most of its work.
    private static readonly Lazy<Task<(int ExitCode, string Output, string Error)>> Check = new(
        () => OfficialPackage.RunAsync("check.mjs", PrintedStack.Default.Document, Everything, Faulty()));

    [Fact]
    public async Task The_document_has_the_types_of_the_official_declarations()
    {
        var (_, output, error) = await Check.Value;

        Assert.Equal("", error);
        Assert.DoesNotContain(
            output.Split('\n'),
            line => line.StartsWith("document0", StringComparison.Ordinal) || line.StartsWith("document1", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Faults_are_caught_by_the_official_declarations()
    {
        var (exitCode, output, _) = await Check.Value;

        Assert.Equal(1, exitCode);
        Assert.All(Faults, fault => Assert.Contains(fault.Said, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_resource_is_given_what_the_tests_take_it_to_be_given()
    {
        var (exitCode, output, error) = await OfficialPackage.RunAsync("mocks.mjs", Everything);

        Assert.True(exitCode == 0, error);
        var official = JsonNode.Parse(output)!;
        var given = official["given"]!
            .AsArray()
            .ToDictionary(one => $"{one!["type"]} {one["name"]}", one => one!["inputs"]!, StringComparer.Ordinal);
        var stack = new DeployedStack(Everything);
        Assert.Equal(
            stack.All.Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal),
            given.Keys.Order(StringComparer.Ordinal)
        );
        Assert.All(stack.All, resource => Assert.Equal(Comparable(resource.Inputs), Comparable(given[$"{resource.Type} {resource.Name}"])));
        Assert.Equal(Comparable(stack.Outputs), Comparable(official["outputs"]!));
    }

    private static string Faulty() => Faults.Aggregate(PrintedStack.Default.Document, (document, fault) =>
    {
        var at = document.IndexOf(fault.Right, StringComparison.Ordinal);
        Assert.True(at > 0, fault.Right);
        return document[..at] + fault.Wrong + document[(at + fault.Right.Length)..];
    });

    // The official package gives assets as objects of its own.
    private static string Comparable(JsonNode node)
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove("source");
        return Sorted(copy)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
            JsonObject map => new JsonObject(
                map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue value when value.TryGetValue(out double number) => JsonValue.Create(number),
        JsonValue value when value.TryGetValue(out string? text) && text.StartsWith('{') => Sorted(JsonNode.Parse(text)),
        _ => node?.DeepClone(),
    };
}

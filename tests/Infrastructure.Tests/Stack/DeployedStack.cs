using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>
/// Stands in for Pulumi: replaces every <c>${…}</c> of a printed document by the value the resource would have. <c>Official/mocks.mjs</c>
/// makes the same values up, and a test holds this to what the official package makes of the document.
/// </summary>
internal sealed class DeployedStack
{
    public const string Account = "123456789012";

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject resources;
    private readonly JsonObject variables;
    private readonly Dictionary<string, DeployedResource> byKey = new(StringComparer.Ordinal);

    public DeployedStack(string document)
    {
        Document = document;
        var root = PulumiDocument.Parse(document);
        resources = (JsonObject)root["resources"]!;
        variables = (JsonObject)root["variables"]!;
        foreach (var (key, _) in resources) Resolve(key);
        Outputs = (JsonObject)Evaluate(root["outputs"])!;
    }

    public string Document { get; }

    public JsonObject Outputs { get; }

    public IEnumerable<DeployedResource> All => byKey.Values;

    /// <summary>All resources of a type.</summary>
    /// <param name="type">The end of the token, e.g. <c>sns/topic:Topic</c>.</param>
    public IReadOnlyList<DeployedResource> Of(string type) => [.. All.Where(resource => resource.Type == "aws:" + type)];

    /// <summary>The one resource of a type that fits.</summary>
    public DeployedResource One(string type, Func<DeployedResource, bool> fits) => Assert.Single(Of(type), resource => fits(resource));

    /// <summary>The one resource of a type with a physical name.</summary>
    public DeployedResource Named(string type, string name) => One(type, resource => (string?)resource.Inputs["name"] == name);

    private DeployedResource Resolve(string key)
    {
        if (byKey.TryGetValue(key, out var known)) return known;
        var entry = resources[key]!;
        var resource = new DeployedResource(
            (string)entry["type"]!,
            (string?)entry["name"] ?? key,
            (JsonObject?)Evaluate(entry["properties"]) ?? [],
            (JsonObject?)entry["options"]?.DeepClone() ?? []
        );
        return byKey[key] = resource;
    }

    private JsonNode? Evaluate(JsonNode? node) => node switch
    {
            JsonObject map
                when map.Count == 1
                    && map.First() is { Key: var key, Value: var argument }
                    && key.StartsWith("fn::", StringComparison.Ordinal) => Call(key[4..], argument),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(Text(pair.Key), Evaluate(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Evaluate)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Text(text)),
        _ => node?.DeepClone(),
    };

    private JsonNode? Call(string function, JsonNode? argument) => function switch
    {
        "toJSON" => JsonValue.Create(Evaluate(argument)!.ToJsonString(Relaxed)),
        "secret" => Evaluate(argument),
        "fileAsset" => new JsonObject { ["fileAsset"] = Evaluate(argument) },
        _ => throw new InvalidOperationException($"fn::{function}"),
    };

    private string Text(string text)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text.AsSpan(at).StartsWith("$$"))
            {
                result.Append('$');
                at += 2;
            }
            else if (text.AsSpan(at).StartsWith("${"))
            {
                var end = text.IndexOf('}', at);
                result.Append(Property(text[(at + 2)..end]));
                at = end + 1;
            }
            else
            {
                result.Append(text[at++]);
            }
        }

        return result.ToString();
    }

    private string Property(string path)
    {
        var (key, property) = path.Split('.') switch
        {
            [var only] => (only, ""),
            [var first, var second] => (first, second),
            _ => throw new InvalidOperationException($"'{path}' is deeper than the tests know."),
        };
        if (variables.ContainsKey(key)) return Answer(key, property);
        var resource = Resolve(key);
        var given = resource.Inputs.TryGetPropertyValue(property, out var value) ? (string?)value : null;
        return given ?? property switch
        {
            "arn" => resource.Arn,
            "id" => (string?)resource.Inputs["bucket"] ?? (string?)resource.Inputs["name"] ?? resource.Name + "-id",
            "name" => resource.Name + "-name",
            "url" => "https://mock/" + resource.Name,
            _ => throw new InvalidOperationException($"{resource.Type} '{resource.Name}' has no '{property}' that the tests know."),
        };
    }

    private static string Answer(string key, string property) => (key, property) switch
    {
        ("getCallerIdentity", "accountId") => Account,
        ("getRegion", "region") => "eu-west-1",
        ("getPartition", "partition") => "aws",
        _ => throw new InvalidOperationException($"{key}.{property}"),
    };
}

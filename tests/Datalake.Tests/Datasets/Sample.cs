using System.Text;
using System.Text.Json.Nodes;
using Datalake.Documents;

namespace Datalake.Tests.Datasets;

/// <summary>A contract with one of everything, for tests to change in one place.</summary>
internal static class Sample
{
    public const string Source = "datasets/orders/dataset.json";

    public const string Contract = """
        {
          "$schema": "../dataset.schema.json",
          "name": "orders",
          "database": "shop",
          "raw": { "keys": "{shard}_Order/{id}/id/{version}", "format": "json", "stringified": true },
          "identity": ["OrderId"],
          "changedAt": ["LastChange", "CreationDate"],
          "structure": [
            { "drop": "**.*attachment*" },
            { "entries": "Items[].categories", "as": ["id", "name"], "default": [] }
          ],
          "protect": [ { "path": "Profile.email", "with": "hmac" } ],
          "columns": {
            "OrderId": "string",
            "LastChange": "timestamp",
            "CreationDate": "date",
            "Value": "bigint",
            "Note": "string",
            "Tags": "array<string>",
            "Fields": "map<string,bigint>",
            "Profile": "struct<email:string,age:int>",
            "Items": "array<struct<id:string,categories:array<struct<id:string,name:string>>>>"
          }
        }
        """;

    public static ContractResult Read(string json) => DatasetContractReader.Read(Encoding.UTF8.GetBytes(json), Source);

    /// <summary>Reads the sample after a JSON merge patch (RFC 7396): null takes a property out, arrays are replaced.</summary>
    public static ContractResult ReadWith(string patch) => Read(With(patch));

    public static string With(string patch) => MergePatch.Apply(Contract, patch);

    /// <summary>Asserts that the patched sample breaks one rule and nothing else.</summary>
    public static DocumentProblem Breaks(string patch, string path, string rule)
    {
        var result = ReadWith(patch);
        var problem = Assert.Single(result.Problems);
        Assert.Null(result.Contract);
        Assert.Equal((Source, path, rule), (problem.Source, problem.Path, problem.Rule));
        return problem;
    }

    /// <summary>The place of every value in the sample but the whole, as <see cref="JsonNode.GetPath"/> writes it.</summary>
    public static IReadOnlyList<string> Values() => Inner(JsonNode.Parse(Contract)!).Select(node => node.GetPath()).ToArray();

    public static string Replacing(string path, string value)
    {
        var contract = JsonNode.Parse(Contract)!;
        var node = Inner(contract).Single(inner => inner.GetPath() == path);
        node.ReplaceWith(JsonNode.Parse(value));
        return contract.ToJsonString();
    }

    private static IEnumerable<JsonNode> Inner(JsonNode node)
    {
        var children = node switch
        {
            JsonObject inner => inner.Select(property => property.Value!),
            JsonArray inner => inner.Select(item => item!),
            _ => [],
        };
        return children.SelectMany(child => Inner(child).Prepend(child));
    }
}

using System.Text.Json.Nodes;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>A resource as AWS would get it: every reference replaced by a value.</summary>
/// <param name="Type">The type's token, e.g. <c>aws:sns/topic:Topic</c>.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="Inputs">Its properties.</param>
/// <param name="Options">Its options, as printed.</param>
internal sealed record DeployedResource(string Type, string Name, JsonObject Inputs, JsonObject Options)
{
    /// <summary>What the tests take for its ARN.</summary>
    public string Arn => $"arn:mock:{Type}:{Name}";

    /// <summary>A text property.</summary>
    public string Text(string property) => (string)Inputs[property]!;

    /// <summary>A property by its path, e.g. <c>environment.variables.A</c>; null when it is not set.</summary>
    public JsonNode? At(string path) =>
        path.Split('.').Aggregate((JsonNode?)Inputs, (node, name) => node is JsonArray list ? list[int.Parse(name, null)] : node?[name]);

    /// <summary>A text that is JSON, e.g. a policy.</summary>
    public JsonNode Json(string property) => JsonNode.Parse(Text(property))!;
}

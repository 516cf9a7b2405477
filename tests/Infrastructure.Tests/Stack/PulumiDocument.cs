using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>Reads YAML as JSON, so that assertions need one kind of tree.</summary>
internal static class PulumiDocument
{
    public static JsonObject Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (JsonObject)Convert(Assert.Single(stream.Documents).RootNode)!;
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.DoubleQuoted } text => JsonValue.Create(text.Value!),
        YamlScalarNode { Value: "null" } => null,
        YamlScalarNode { Value: "true" } => JsonValue.Create(true),
        YamlScalarNode { Value: "false" } => JsonValue.Create(false),
        YamlScalarNode number => JsonValue.Create(double.Parse(number.Value!, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start}"),
    };
}

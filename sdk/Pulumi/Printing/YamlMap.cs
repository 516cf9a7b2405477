namespace Pulumi.Printing;

/// <summary>A map of a YAML document, in the order in which it is written.</summary>
internal sealed class YamlMap() : OrderedDictionary<string, object?>(StringComparer.Ordinal);

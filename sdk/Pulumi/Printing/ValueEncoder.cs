using System.Collections;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi.Printing;

/// <summary>
/// Turns values into what a YAML document holds: maps, lists and scalars, with the texts already escaped. Collects missing required
/// properties.
/// </summary>
internal sealed class ValueEncoder
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly List<string> missing = [];

    /// <summary>Every required property that was not set: the resource and the property's path.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <summary>The properties of a resource.</summary>
    /// <param name="args">The properties.</param>
    /// <param name="owner">The resource, for messages.</param>
    public YamlMap Properties(ResourceArgs args, string owner) => Properties(args, owner, "");

    /// <summary>Any value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="owner">The resource or output it belongs to, for messages.</param>
    public object? Encode(object? value, string owner) => Encode(value, owner, "", inJson: false);

    private YamlMap Properties(ResourceArgs args, string owner, string path)
    {
        var map = new YamlMap();
        var members = args.GetType().GetMembers(Members)
            .Select(member => (Input: member.GetCustomAttribute<InputAttribute>(), Member: member))
            .Where(one => one.Input is not null)
            .OrderBy(one => one.Input!.Name, StringComparer.Ordinal);
        foreach (var (input, member) in members)
        {
            // A list's attribute is on its field, since to read the property is to make the list.
            var value = member is FieldInfo field ? field.GetValue(args) : ((PropertyInfo)member).GetValue(args);
            var at = path.Length == 0 ? input!.Name : $"{path}.{input!.Name}";
            if (Encode(value, owner, at, inJson: false) is { } encoded) map[input.Name] = encoded;
            else if (input.IsRequired) missing.Add($"{owner}: the required property '{at}' is not set.");
        }

        return map;
    }

    private object? Encode(object? value, string owner, string path, bool inJson) => value switch
    {
        null or bool or int or long or double => value,
        string text => YamlText.Escape(text),
        Reference reference => "${" + reference.Path + "}",
        Interpolation interpolation => string.Concat(
            interpolation.Parts.Select(part => part is Reference reference ? "${" + reference.Path + "}" : YamlText.Escape((string)part))),
        FunctionCall call => new YamlMap
        {
            ["fn::" + call.Name] = Encode(call.Argument, owner, path, call.Name == "toJSON"),
        },
        IValue wrapped => Encode(wrapped.Node, owner, path, inJson),
        ResourceArgs args => Properties(args, owner, path),
        IDictionary map => Map(map, owner, path, inJson),
        IEnumerable list => list.Cast<object?>().Select((item, i) => Encode(item, owner, $"{path}[{i}]", inJson)).ToList(),
        _ when value.GetType().IsDefined(typeof(EnumTypeAttribute)) => YamlText.Escape(value.ToString()!),
        _ when inJson => PublicProperties(value, owner, path),
        _ => throw new NotSupportedException($"{owner}: '{path}' is a {value.GetType()}, which a Pulumi YAML program cannot hold."),
    };

    private YamlMap Map(IDictionary map, string owner, string path, bool inJson)
    {
        var encoded = new YamlMap();
        foreach (DictionaryEntry entry in map)
        {
            var key = (string)entry.Key;
            encoded[YamlText.Escape(key)] = Encode(entry.Value, owner, $"{path}.{key}", inJson);
        }

        return encoded;
    }

    private YamlMap PublicProperties(object value, string owner, string path)
    {
        var encoded = new YamlMap();
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
            encoded[YamlText.Escape(property.Name)] = Encode(property.GetValue(value), owner, $"{path}.{property.Name}", inJson: true);
        return encoded;
    }
}

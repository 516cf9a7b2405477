using System.Collections;
using System.Globalization;
using System.Text;

namespace Pulumi.Printing;

/// <summary>Writes maps, lists and scalars as YAML in block style.</summary>
internal static class YamlWriter
{
    public static string Write(YamlMap document)
    {
        var yaml = new StringBuilder();
        Map(yaml, document, 0);
        return yaml.ToString();
    }

    private static void Map(StringBuilder yaml, YamlMap map, int indent)
    {
        foreach (var (key, value) in map)
        {
            yaml.Append(' ', indent).Append(Key(key)).Append(':');
            Value(yaml, value, indent + 2);
        }
    }

    private static void List(StringBuilder yaml, IList list, int indent)
    {
        foreach (var value in list)
        {
            yaml.Append(' ', indent).Append('-');
            Value(yaml, value, indent + 2);
        }
    }

    private static void Value(StringBuilder yaml, object? value, int indent)
    {
        switch (value)
        {
            case YamlMap { Count: 0 }:
                yaml.Append(" {}\n");
                break;
            case YamlMap map:
                yaml.Append('\n');
                Map(yaml, map, indent);
                break;
            case IList { Count: 0 }:
                yaml.Append(" []\n");
                break;
            case IList list:
                yaml.Append('\n');
                List(yaml, list, indent);
                break;
            default:
                yaml.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static string Key(string key) =>
        IsPlain(key) && key.ToUpperInvariant() is not ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF")
            ? key
            : YamlText.Quote(key);

    private static bool IsPlain(string key) =>
        key.Length > 1 && char.IsAsciiLetter(key[0]) && char.IsAsciiLetterOrDigit(key[^1]) &&
        key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ':');

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        string text => YamlText.Quote(text),
        _ => throw new NotSupportedException($"A {value.GetType()} is no YAML scalar."),
    };
}

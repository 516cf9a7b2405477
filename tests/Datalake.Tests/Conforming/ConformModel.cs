using System.Globalization;
using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Conforming;

/// <summary>The rules for conforming, written as plainly as can be: over a tree, with paths as texts.</summary>
internal sealed class ConformModel(DatasetContract contract)
{
    private const long Day = 86_400_000_000;

    private readonly List<string> rescued = [];
    private readonly Dictionary<string, JsonTree> present = new(StringComparer.Ordinal);
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>The conformed text (without its closing brace), how much of it was rescued, and why there is none.</summary>
    public (string? Text, int Rescued, string? Rule) Conform(JsonTree? record)
    {
        if (record is not JsonObjectTree members) return (null, 0, record is null ? "not-json" : RecordRules.NotAnObject);
        var columns = contract.Columns.Select(column => new StructField(column.Key, column.Type));
        var text = Struct(members, new StructType([.. columns]), "", top: true)[..^1];
        if (contract.Identity.Any(column => !written.Contains(column.Name) || present[column.Name] is JsonString { Raw: "" }))
            return (null, 0, RecordRules.NoIdentity);
        if (contract.ChangedAt.FirstOrDefault(column => present.ContainsKey(column.Name)) is not { } change)
            return (null, 0, RecordRules.NoChangeDate);
        if (!written.Contains(change.Name) || !IsBelieved(((JsonString)present[change.Name]).Text))
            return (null, 0, RecordRules.NoChangeDate);
        if (rescued.Count > 0) text += $",\"_rescued\":\"{Escaped($"{{{string.Join(',', rescued)}}}")}\"";
        var digest = ValueDigest.Of(Encoding.UTF8.GetBytes(record.Compact()));
        return ($"{text},\"_digest\":\"{digest:x32}\"", rescued.Count, null);
    }

    private static bool IsBelieved(string timestamp)
    {
        Assert.True(IsoTime.TryParseTimestamp(Encoding.UTF8.GetBytes(timestamp), out var microseconds));
        return IsoTime.DateOf(microseconds).Year is >= 1970 and <= 2199;
    }

    private string? Value(JsonTree value, HiveType type, string path) => (type, value) switch
    {
        (StructType structure, JsonObjectTree members) => Struct(members, structure, path, top: false),
            (ArrayType array, JsonArrayTree items) =>
                $"[{string.Join(',', items.Items.Select((item, index) => Item(item, array.Element, $"{path}[{index}]")))}]",
        (MapType map, JsonObjectTree members) => Map(members, map, path),
        (DecimalType number, _) when Number(value) is { } text => Decimal(text, number),
        (PrimitiveType { Kind: var kind }, _) => Primitive(value, kind),
        _ => null,
    };

    private string Struct(JsonObjectTree record, StructType type, string path, bool top)
    {
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        var fields = new List<string>();
        foreach (var (key, value) in record.Members)
        {
            var below = Below(path, key);
            var field = type.Fields.FirstOrDefault(field =>
                string.Equals(field.Name, key.Text.ToLowerInvariant(), StringComparison.Ordinal)
            );
            var isNull = value is JsonWord { IsNull: true };
            if (field is null)
            {
                Rescue(below, value);
                continue;
            }

            if (isNull) continue;
            if (!claimed.Add(field.Name))
            {
                Rescue(below, value);
                continue;
            }

            if (top) present[field.Name] = value;
            if (Value(value, field.Type, below) is { } text)
            {
                fields.Add($"\"{field.Name}\":{text}");
                if (top) written.Add(field.Name);
            }
            else
            {
                Rescue(below, value);
            }
        }

        return $"{{{string.Join(',', fields)}}}";
    }

    private string Map(JsonObjectTree record, MapType type, string path)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<string>();
        foreach (var (key, value) in record.Members)
        {
            var below = Below(path, key);
            if (keys.Add(key.Text)) entries.Add($"{key.Compact()}:{Item(value, type.Value, below)}");
            else Rescue(below, value);
        }

        return $"{{{string.Join(',', entries)}}}";
    }

    private string Item(JsonTree value, HiveType type, string path)
    {
        if (value is JsonWord { IsNull: true }) return "null";
        if (Value(value, type, path) is { } text) return text;
        Rescue(path, value);
        return "null";
    }

    private static string? Primitive(JsonTree value, PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.String => value switch { JsonString => value.Compact(), JsonWord word => $"\"{word.Text}\"", _ => null },
        PrimitiveKind.Boolean => value switch
        {
            JsonWord { Text: "true" } or JsonString { Text: "true" or "True" } => "true",
            JsonWord { Text: "false" } or JsonString { Text: "false" or "False" } => "false",
            _ => null,
        },
        PrimitiveKind.Timestamp or PrimitiveKind.Date => value is JsonString { Text: var text } ? Time(text, kind) : null,
        PrimitiveKind.Double =>
            Number(value) is { } number && double.IsFinite(double.Parse(number, CultureInfo.InvariantCulture)) ? number : null,
        PrimitiveKind.Float =>
            Number(value) is { } number && float.IsFinite(float.Parse(number, CultureInfo.InvariantCulture)) ? number : null,
        PrimitiveKind.TinyInt => Integer(value, sbyte.MinValue, sbyte.MaxValue),
        PrimitiveKind.SmallInt => Integer(value, short.MinValue, short.MaxValue),
        PrimitiveKind.Int => Integer(value, int.MinValue, int.MaxValue),
        PrimitiveKind.BigInt => Integer(value, long.MinValue, long.MaxValue),
        _ => throw new InvalidOperationException($"The model knows no {kind}."),
    };

    private static string? Time(string text, PrimitiveKind kind)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        using var output = new Utf8Output();
        if (kind == PrimitiveKind.Date && IsoTime.TryParse(utf8, out var local, out _) && local % Day == 0)
            IsoTime.WriteDate((int)(local / Day), output);
        else if (kind == PrimitiveKind.Timestamp && IsoTime.TryParseTimestamp(utf8, out var microseconds))
            IsoTime.WriteTimestamp(microseconds, output);
        else return null;
        return $"\"{Encoding.UTF8.GetString(output.WrittenSpan)}\"";
    }

    /// <summary>The text of a number, or of a string that is one.</summary>
    private static string? Number(JsonTree value)
    {
        var text = value switch { JsonString { Text: var content } => content, JsonWord word => word.Text, _ => "" };
        return NumberText.IsNumber(Encoding.UTF8.GetBytes(text), out _) ? text : null;
    }

    private static string? Integer(JsonTree value, long least, long most) =>
        Number(value) is { } number
        && NumberText.TryInteger(Encoding.UTF8.GetBytes(number), integral: false, out var integer)
        && integer >= least
        && integer <= most
            ? integer.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Decimal(string number, DecimalType type)
    {
        using var output = new Utf8Output();
        return NumberText.TryWriteDecimal(Encoding.UTF8.GetBytes(number), type.Precision, type.Scale, output)
            ? $"\"{Encoding.UTF8.GetString(output.WrittenSpan)}\""
            : null;
    }

    private void Rescue(string path, JsonTree value) => rescued.Add($"\"{path}\":{value.Compact()}");

    private static string Below(string path, JsonString key)
    {
        var plain = key.Raw.Length > 0 && key.Raw.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '$' or '@');
        return plain ? path + (path.Length == 0 ? "" : ".") + key.Raw : $"{path}[\\\"{key.Raw}\\\"]";
    }

    private static string Escaped(string json) =>
        json.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

using Datalake.Datasets;

namespace Datalake.Embedded.Tests.Delivery;

/// <summary>
/// Makes JSON records that are valid and as awkward as can be: NULs, surrogates, odd line ends, numbers at the edges, wrong types, two keys
/// of one name.
/// </summary>
internal sealed class HostileJson(Random random)
{
    private static readonly string[] Pieces =
    [
        "\\u0000",
        "\\ud83d\\ude00",
        "\\\\",
        "\\\"",
        "\\n",
        "\\u001f",
        "é漢😀",
        "\\/",
        "\u007f\u0085\u2028\uFEFF",
        "\\b\\f\\r\\t",
        "\\uffff\\ufffe",
        "\uFFFF",
        "abc'",
        "x",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1e3",
        "1.50",
        "1E-7",
        "1.7976931348623157e308",
        "1e400",
        "5e-324",
        "123456789012345678.1234567891", "3.4028234e38", "12", "-7",
    ];

    private static readonly string[] Moments =
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2024-02-29",
        "2024-W05-7",
        "1582-10-10T12:00:00+05:30",
        "2024-060",
        "1900-02-28T24:00:00",
        "2024-03-31T02:30:00.1234567-11:59", "2026-11-20 10:00", "2024-06-30T23:59:60Z",
    ];

    private static readonly string[] Keys = ["a", "b", "c", "d", "e", "x", "y", "A", "B"];

    public string Record(string id, DatasetContract contract)
    {
        var members = contract.Columns.Skip(2).Where(_ => random.Next(3) > 0).Select(column => $"\"{column.Key}\":{Typed(column.Type)}");
        return $"{{\"Id\":\"{id}\",\"At\":\"2024-01-01\",{string.Join(',', members.Append($"\"undeclared\":{Value(0)}"))}}}";
    }

    private string Typed(HiveType type) => random.Next(6) == 0 ? Value(0) : type switch
    {
        ArrayType array => $"[{Several(() => Typed(array.Element))}]",
        MapType map => $"{{{Several(() => $"{Text()}:{Typed(map.Value)}")}}}",
                StructType structure =>
                    $"{{{string.Join(',', structure.Fields.Where(_ => random.Next(4) > 0).Select(field => $"\"{field.Key}\":{Typed(field.Type)}"))}}}",
        PrimitiveType { Kind: PrimitiveKind.String } => Text(),
        PrimitiveType { Kind: PrimitiveKind.Boolean } => "true",
        PrimitiveType { Kind: PrimitiveKind.Date or PrimitiveKind.Timestamp } => $"\"{One(Moments)}\"",
        _ => One(Numbers),
    };

    private string Value(int depth) => random.Next(depth > 3 ? 5 : 8) switch
    {
        0 => Text(),
        1 => One(Numbers),
        2 => $"\"{One(Moments)}\"",
        3 => One("true", "false", "null"),
        4 => $"\"{One(Numbers)}\"",
        5 => $"[{Several(() => Value(depth + 1))}]",
        6 => $"{{{string.Join(',', Keys.Where(_ => random.Next(2) == 0).Select(key => $"\"{key}\":{Value(depth + 1)}"))}}}",
        _ => $"{{{Several(() => $"{Text()}:{Value(depth + 1)}")}}}",
    };

    private string Text() => $"\"{string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => One(Pieces)))}\"";

    private string Several(Func<string> make) => string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => make()));

    private string One(params string[] choices) => choices[random.Next(choices.Length)];
}

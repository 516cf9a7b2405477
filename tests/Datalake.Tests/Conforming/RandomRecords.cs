using System.Globalization;
using System.Text;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Conforming;

/// <summary>Makes contracts with random column types, and records whose values fit them more often than not.</summary>
internal sealed class RandomRecords(Random random)
{
    // Keys of up to 29 bytes are compared as one vector.
    private static readonly string[] Keys =
    ["a", "b", "Ab", "x-y", "\u00e9", "twenty_nine_bytes_of_key_here", "thirty_bytes_of_a_key_are_here"];
    private static readonly string[] OtherKeys =
    [
        "other",
        "a.b",
        "",
        "q\\\"q",
        "\\u0061",
        "d\\\\d",
        "A",
        "\u00c9",
        "\\u00E9",
        "\\ud83d\\ude00",
        "😀",
        "a\\/b",
        "\\u0000",
        "twenty_nine_bytes_of_key_herf",
        "thirty_bytes_of_a_key_are_her\\u0065",
    ];
    private static readonly string[] Timestamps =
    [
        "2024-02-04T20:46:11.7010747+00:00",
        "2024-02-04",
        "20240204T20Z",
        "1970-01-01",
        "1969-12-31T23:59:59Z",
        "2199-12-31T23:59:59Z",
        "2200-01-01",
        "0001-01-01T00:00:00",
        "9999-12-31",
        "2024-02-30",
        "\\u0032024-02-04",
    ];

    private const int UsualMoments = 4;
    private static readonly DecimalType[] Decimals =
    [new(9, 0), new(9, 3), new(38, 0), new(38, 38), new(18, 5), new(5, 2), new(1, 0), new(1, 1)];

    private readonly RandomJson json = new(random) { Keys = [.. Keys, .. OtherKeys] };

    public DatasetContract Contract()
    {
        var columns = Keys.Where(_ => random.Next(3) > 0)
            .Select(key => (key, Type(3).ToString()))
            .Append(("id", Pick(["string", "bigint", "boolean"])))
            .Append(("At", "timestamp"))
            .Append(("day", "date"))
            .ToArray();
        var contract = Contracts.Of(columns);
        var named = contract.Columns.ToDictionary(column => column.Key, StringComparer.Ordinal);
        return contract with { Identity = [named["id"]], ChangedAt = random.Next(2) == 0 ? [named["At"], named["day"]] : [named["At"]] };
    }

    public byte[] Record(DatasetContract contract)
    {
        var members = new List<string>();
        foreach (var column in contract.Columns.OrderBy(_ => random.Next()))
        {
            if (random.Next(8) > 0) members.Add(Member(column.Key, column.Type));
            if (random.Next(12) == 0) members.Add(Member(column.Key, column.Type));
        }

        for (var i = random.Next(3); i > 0; i--) members.Insert(random.Next(members.Count + 1), $"\"{Pick(OtherKeys)}\":{json.Value(2)}");
        return Encoding.UTF8.GetBytes($"{json.Blank()}{{{json.Blank()}{string.Join(',', members)}}}{json.Blank()}");
    }

    private string Member(string key, HiveType type) =>
        $"{json.Blank()}\"{AnyCase(key)}\"{json.Blank()}:{json.Blank()}{Value(type)}{json.Blank()}";

    private string Value(HiveType type)
    {
        if (random.Next(15) == 0) return "null";
        if (random.Next(15) == 0) return json.Value(2);
        switch (type)
        {
            case StructType structure:
                var fields = structure.Fields.Where(_ => random.Next(6) > 0).Select(field => Member(field.Key, field.Type)).ToList();
                if (random.Next(5) == 0) fields.Add($"\"{Pick(OtherKeys)}\":{json.Value(1)}");
                return $"{{{string.Join(',', fields)}}}";
            case ArrayType array:
                return $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(array.Element)))}]";
            case MapType map:
                var count = random.Next(20) == 0 ? 40 : random.Next(4);
                return $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{(count > 30 ? $"{Pick(OtherKeys)}{i / 2}" : Pick(OtherKeys))}\":{Value(map.Value)}"))}}}";
            default:
                return Scalar(type);
        }
    }

    private string Scalar(HiveType type)
    {
        var text = type switch
        {
            PrimitiveType { Kind: PrimitiveKind.String } => json.Content(),
            PrimitiveType { Kind: PrimitiveKind.Boolean } => Pick(["true", "false", "True", "TRUE", "0"]),
            PrimitiveType { Kind: PrimitiveKind.Date or PrimitiveKind.Timestamp } => random.Next(4) switch
            {
                0 => Pick(Timestamps),
                1 => RandomTimestamp.Make(random).Text,
                _ => Timestamps[random.Next(UsualMoments)],
            },
            _ => random.Next(3) == 0 ? random.Next(-40_000, 40_000).ToString(CultureInfo.InvariantCulture) : json.Number(),
        };
        var bare =
            type is DecimalType or PrimitiveType { Kind: not (PrimitiveKind.String or PrimitiveKind.Date or PrimitiveKind.Timestamp) };
        return bare && text is not ("True" or "TRUE") && random.Next(2) == 0 ? text : $"\"{text}\"";
    }

    private HiveType Type(int depth) => random.Next(depth > 0 ? 14 : 11) switch
    {
        < 10 and var kind => new PrimitiveType((PrimitiveKind)kind),
        10 => Decimals[random.Next(Decimals.Length)],
        11 => new ArrayType(Type(depth - 1)),
        12 => new MapType(new PrimitiveType(PrimitiveKind.String), Type(depth - 1)),
            _ => new StructType([
                .. Keys.Where((_, index) => index == 0 || random.Next(2) == 0).Select(key => new StructField(key, Type(depth - 1))),
            ]),
    };

    private string AnyCase(string key) => random.Next(5) switch { 0 => key.ToUpperInvariant(), 1 => key.ToLowerInvariant(), _ => key };

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}

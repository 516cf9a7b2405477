using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>Makes columns of random types, and records of them as conform writes them: nulls and empty values at every level.</summary>
internal sealed class ConformedJson(Random random)
{
    private static readonly string[] Pieces =
    [
        "a", "abc", "zz", "0", "\\u0000", "\\n", "\\\"", "\\\\", "é", "漢", "😀", "\uFFFF", "\u007f\u0085\u2028", "\\u001f", "\uD7FF", "\uE000", "\\/",
    ];

    // Not -0: the engine reads it as a whole number, which has one zero.
    private static readonly string[] Doubles =
    [
        "0", "-0.0", "1.5", "1e308", "-1.7976931348623157e308", "5e-324", "0.1", "123456789012345678", "9007199254740993", "1E-7",
        "0.30000000000000004", "3.0", "-2.5e-10", "2.2250738585072011e-308", "1e23", "8.41e21",
    ];

    private static readonly string[] Floats = ["0", "-0.0", "0.1", "3.4028235e38", "-3.4028235e38", "1e-45", "1.5", "16777216", "1.17549435E-38"];

    /// <summary>Columns of types of up to a depth, each with the name of its number.</summary>
    public List<TableColumn> Columns(int count, int depth) =>
        [.. Enumerable.Range(0, count).Select(number => new TableColumn(Name(number), Type(random.Next(depth + 1))))];

    /// <summary>A record.</summary>
    public string Record(IEnumerable<TableColumn> columns) => Members(columns.Select(column => (column.Name, column.Type)));

    /// <summary>A value of a type, not null.</summary>
    public string Value(HiveType type) => type switch
    {
        PrimitiveType { Kind: PrimitiveKind.String } => Text(),
        PrimitiveType { Kind: PrimitiveKind.Boolean } => random.Next(2) == 0 ? "true" : "false",
        PrimitiveType { Kind: PrimitiveKind.TinyInt } => Integer(sbyte.MinValue, sbyte.MaxValue),
        PrimitiveType { Kind: PrimitiveKind.SmallInt } => Integer(short.MinValue, short.MaxValue),
        PrimitiveType { Kind: PrimitiveKind.Int } => Integer(int.MinValue, int.MaxValue),
        PrimitiveType { Kind: PrimitiveKind.BigInt } => Integer(long.MinValue, long.MaxValue),
        PrimitiveType { Kind: PrimitiveKind.Float } => random.Next(2) == 0
            ? One(Floats)
            : BitConverter.Int32BitsToSingle(random.Next()) is var single && float.IsFinite(single)
                ? single.ToString("R", CultureInfo.InvariantCulture)
                : "7",
        PrimitiveType { Kind: PrimitiveKind.Double } => random.Next(2) == 0
            ? One(Doubles)
            : BitConverter.Int64BitsToDouble(random.NextInt64()) is var real && double.IsFinite(real)
                ? real.ToString("R", CultureInfo.InvariantCulture)
                : "7",
        PrimitiveType { Kind: PrimitiveKind.Date } => Time(random.NextInt64(3_652_059) * 86_400_000_000 + IsoTime.Minimum)[..11] + "\"",
        PrimitiveType { Kind: PrimitiveKind.Timestamp } => random.Next(8) switch
        {
            0 => Time(IsoTime.Minimum),
            1 => Time(IsoTime.Maximum),
            _ => Time(random.NextInt64(IsoTime.Minimum, IsoTime.Maximum)),
        },
        DecimalType number => Decimal(number),
        ArrayType array => $"[{Several(() => OrNull(array.Element))}]",
        MapType map => Map(map),
        StructType structure => Members(structure.Fields.Select(field => (field.Name, field.Type))),
        _ => throw new InvalidOperationException($"No value of {type}."),
    };

    /// <summary>A text as JSON.</summary>
    public string Text()
    {
        // A few texts come over and over, as words of a language do; some are long.
        if (random.Next(3) == 0) return $"\"{One("CREATED", "PAID", "SHIPPED", "")}\"";
        var count = random.Next(200) == 0 ? random.Next(4_000) : random.Next(12);
        return $"\"{string.Concat(Enumerable.Range(0, count).Select(_ => One(Pieces)))}\"";
    }

    private static string Time(long microseconds) =>
        $"\"{DateTime.UnixEpoch.AddTicks(microseconds * 10).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}\"";

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");

    private HiveType Type(int depth)
    {
        if (depth == 0)
        {
            var kind = random.Next(12);
            if (kind < 10) return new PrimitiveType((PrimitiveKind)kind);
            var precision = random.Next(1, 39);
            return new DecimalType(precision, random.Next(precision + 1));
        }

        return random.Next(3) switch
        {
            0 => new ArrayType(Type(depth - 1)),
            1 => new MapType(new PrimitiveType(PrimitiveKind.String), Type(depth - 1)),
            _ => new StructType(
                [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => new StructField(Name(number) + One("", " ", "\"q", "é"), Type(random.Next(depth))))]),
        };
    }

    private string Members(IEnumerable<(string Name, HiveType Type)> fields)
    {
        // Most come in the order of the contract, as a source sends them; some do not.
        var members = fields.Where(_ => random.Next(4) > 0).Select(field => $"\"{JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":{OrNull(field.Type)}").ToArray();
        if (random.Next(5) == 0) random.Shuffle(members);
        return $"{{{string.Join(',', members)}}}";
    }

    private string OrNull(HiveType type) => random.Next(6) == 0 ? "null" : Value(type);

    private string Map(MapType map)
    {
        var keys = Enumerable.Range(0, random.Next(4)).Select(_ => Text()).DistinctBy(key => JsonSerializer.Deserialize<string>(key));
        return $"{{{string.Join(',', keys.Select(key => $"{key}:{OrNull(map.Value)}"))}}}";
    }

    private string Integer(long minimum, long maximum) => (random.Next(6) switch
    {
        0 => minimum,
        1 => maximum,
        2 => random.NextInt64(minimum, maximum),
        _ => random.Next(-3, 4),
    }).ToString(CultureInfo.InvariantCulture);

    private string Decimal(DecimalType type)
    {
        var whole = Digits(random.Next(3) == 0 ? type.Precision - type.Scale : random.Next(type.Precision - type.Scale + 1)).TrimStart('0');
        var fraction = Digits(random.Next(3) == 0 ? type.Scale : random.Next(type.Scale + 1)).TrimEnd('0');
        var sign = random.Next(2) == 0 && whole.Length + fraction.Length > 0 ? "-" : "";
        return $"\"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : ".")}{fraction}\"";
    }

    private string Digits(int count)
    {
        var nines = random.Next(4) == 0;
        return string.Concat(Enumerable.Range(0, count).Select(_ => nines ? '9' : (char)('0' + random.Next(10))));
    }

    private string Several(Func<string> make) => string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => make()));

    private string One(params string[] choices) => choices[random.Next(choices.Length)];
}

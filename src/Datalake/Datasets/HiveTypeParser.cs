using System.Globalization;
using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>
/// Recursive descent over the text of a Hive type. The first problem ends it: every method returns null (or false) from then on.
/// </summary>
internal sealed class HiveTypeParser(string text)
{
    private const string KnownTypes =
        "string, boolean, tinyint, smallint, int, bigint, float, double, decimal(p,s), date, timestamp, array<>, map<string,> or struct<>";

    private int position;

    public string? Problem { get; private set; }

    public HiveType? ParseAll()
    {
        if (ParseType(depth: 0) is not { } type) return null;
        SkipWhiteSpace();
        return position == text.Length ? type : Fail("the end of the type");
    }

    private HiveType? ParseType(int depth)
    {
        SkipWhiteSpace();
        var start = position;
        var keyword = ReadWhile(char.IsAsciiLetterOrDigit);
        switch (keyword.ToLowerInvariant())
        {
            case "string": return new PrimitiveType(PrimitiveKind.String);
            case "boolean": return new PrimitiveType(PrimitiveKind.Boolean);
            case "tinyint": return new PrimitiveType(PrimitiveKind.TinyInt);
            case "smallint": return new PrimitiveType(PrimitiveKind.SmallInt);
            case "int" or "integer": return new PrimitiveType(PrimitiveKind.Int);
            case "bigint": return new PrimitiveType(PrimitiveKind.BigInt);
            case "float": return new PrimitiveType(PrimitiveKind.Float);
            case "double": return new PrimitiveType(PrimitiveKind.Double);
            case "date": return new PrimitiveType(PrimitiveKind.Date);
            case "timestamp": return new PrimitiveType(PrimitiveKind.Timestamp);
            case "decimal": return ParseDecimal();
            case "array" or "map" or "struct" when depth == HiveType.MaxDepth:
                return FailAt(start, $"a scalar type, since types nest at most {HiveType.MaxDepth} deep");
            case "array": return ParseArray(depth + 1);
            case "map": return ParseMap(depth + 1);
            case "struct": return ParseStruct(depth + 1);
            default: return FailAt(start, $"a type ({KnownTypes})");
        }
    }

    private DecimalType? ParseDecimal()
    {
        if (!TrySkip('(')) return new DecimalType(10, 0);
        if (ParseNumber(1, 38, "a precision from 1 to 38") is not { } precision) return null;
        var scale = 0;
        if (TrySkip(','))
        {
            if (ParseNumber(0, precision, $"a scale from 0 to {precision}") is not { } given) return null;
            scale = given;
        }

        return Expect(')') ? new DecimalType(precision, scale) : null;
    }

    private ArrayType? ParseArray(int depth) =>
        Expect('<') && ParseType(depth) is { } element && Expect('>') ? new ArrayType(element) : null;

    private MapType? ParseMap(int depth)
    {
        if (!Expect('<')) return null;
        SkipWhiteSpace();
        var start = position;
        if (ParseType(depth) is not { } key) return null;
        if (key is not PrimitiveType { Kind: PrimitiveKind.String })
        {
            FailAt(start, "string, since the keys of a JSON object are text");
            return null;
        }

        return Expect(',') && ParseType(depth) is { } value && Expect('>') ? new MapType(key, value) : null;
    }

    private StructType? ParseStruct(int depth)
    {
        if (!Expect('<')) return null;
        var fields = new List<StructField>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            SkipWhiteSpace();
            var start = position;
            if (ParseFieldName() is not { } key) return null;
            var field = new StructField(key, new PrimitiveType(PrimitiveKind.String));
            if (!names.Add(field.Name))
            {
                FailAt(start, $"another field name, since '{key}' is there already (names are compared without regard to case)");
                return null;
            }

            if (!Expect(':') || ParseType(depth) is not { } type) return null;
            fields.Add(field with { Type = type });
        }
        while (TrySkip(','));

        return Expect('>') ? new StructType(fields) : null;
    }

    private string? ParseFieldName()
    {
        if (Current == '`') return ParseQuotedName();
        var start = position;
        var plain = ReadWhile(StructFieldName.IsPlain);
        if (plain.Length > 0) return plain;
        FailAt(start, "a field name (letters, digits, _ - $ @, or anything else between back-ticks)");
        return null;
    }

    private string? ParseQuotedName()
    {
        var start = position++;
        var name = new System.Text.StringBuilder();
        while (position < text.Length)
        {
            var c = text[position++];
            if (char.IsControl(c)) break;
            if (c == '`' && Current != '`')
            {
                if (name.Length > 0) return name.ToString();
                break;
            }

            if (c == '`') position++;
            name.Append(c);
        }

        FailAt(start, "a field name of at least one character, none of them a control character, that a back-tick closes");
        return null;
    }

    private int? ParseNumber(int min, int max, string expected)
    {
        SkipWhiteSpace();
        var start = position;
        var digits = ReadWhile(char.IsAsciiDigit);
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        FailAt(start, expected);
        return null;
    }

    private char Current => position < text.Length ? text[position] : '\0';

    private bool TrySkip(char wanted)
    {
        SkipWhiteSpace();
        if (Current != wanted) return false;
        position++;
        return true;
    }

    private bool Expect(char wanted)
    {
        if (TrySkip(wanted)) return true;
        Fail($"'{wanted}'");
        return false;
    }

    private string ReadWhile(Func<char, bool> accepts)
    {
        var start = position;
        while (position < text.Length && accepts(text[position])) position++;
        return text[start..position];
    }

    private void SkipWhiteSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
    }

    private HiveType? Fail(string expected) => FailAt(position, expected);

    private HiveType? FailAt(int start, string expected)
    {
        Problem ??= $"Character {start + 1} of the type '{Excerpt.Around(text, start)}': expected {expected}, found {Found(start)}.";
        return null;
    }

    private string Found(int start)
    {
        if (start >= text.Length) return "the end";
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        return $"'{text[start..Math.Max(end, start + 1)]}'";
    }
}

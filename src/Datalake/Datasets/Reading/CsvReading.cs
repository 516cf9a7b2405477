using System.Text.Json;
using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Reads the options of CSV.</summary>
internal static class CsvReading
{
    private static readonly Dictionary<string, CsvEncoding> Encodings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = CsvEncoding.Utf8,
        ["latin1"] = CsvEncoding.Latin1,
        ["windows-1252"] = CsvEncoding.Windows1252,
        ["utf-16"] = CsvEncoding.Utf16,
    };

    /// <summary>The options; those that have a problem or are not there have their default.</summary>
    public static CsvFormat Read(DocumentNode? node)
    {
        var csv = new CsvFormat();
        if (node?.AsObject(ContractProperties.OfCsv) is not { } options) return csv;
        csv = csv with
        {
            Delimiter = ReadDelimiter(options.Optional(ContractProperties.Delimiter)) ?? csv.Delimiter,
            Quote = ReadMark(options.Optional(ContractProperties.Quote), csv.Quote),
            Escape = ReadMark(options.Optional(ContractProperties.Escape), csv.Escape),
            SkipLines = options.Optional(ContractProperties.SkipLines)?.AsCount() ?? csv.SkipLines,
            Encoding = ReadEncoding(options.Optional(ContractProperties.Encoding)),
            NullWords = ReadTexts(options.Optional(ContractProperties.Null)) ?? csv.NullWords,
            Trim = options.Optional(ContractProperties.Trim)?.AsBoolean() ?? csv.Trim,
            DecimalComma = ReadDecimal(options.Optional(ContractProperties.Decimal)),
        };

        // A quote that escapes itself is the doubled quote of RFC 4180.
        if (csv.Escape == csv.Quote) csv = csv with { Escape = null };
        if (csv.Delimiter == csv.Quote || csv.Delimiter == csv.Escape)
            node.Report(ContractRules.RawCsv, $"The delimiter '{csv.Delimiter}' is the quote or the escape too. Give it a character of its own.");
        return ReadHeader(options.Optional(ContractProperties.Header), csv);
    }

    private static char? ReadDelimiter(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (text is [not ('"' or '\r' or '\n' or '\0')] && !char.IsSurrogate(text[0])) return text[0];
        node.Report(
            ContractRules.RawCsv,
            $"A delimiter is one character other than a quote or a line end, e.g. \";\" or \"\\t\", but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }

    private static char? ReadMark(DocumentNode? node, char? byDefault)
    {
        if (node is null) return byDefault;
        if (node.Element.ValueKind == JsonValueKind.Null) return null;
        if (node.AsString() is not { } text) return byDefault;
        if (text is [> ' ' and < '\u007f']) return text[0];
        node.Report(ContractRules.RawCsv, $"Has to be one visible ASCII character, or null for none, but is '{Excerpt.Around(text, 0)}'.");
        return byDefault;
    }

    private static CsvEncoding ReadEncoding(DocumentNode? node)
    {
        if (node?.AsString() is not { } name) return default;
        if (Encodings.TryGetValue(name, out var encoding)) return encoding;
        node.Report(
            ContractRules.RawCsv,
            $"An encoding is one of {string.Join(", ", Encodings.Keys)}, but is '{Excerpt.Around(name, 0)}'.{NearestName.Hint(name, Encodings.Keys)}");
        return default;
    }

    private static bool ReadDecimal(DocumentNode? node)
    {
        if (node?.AsString() is not { } mark) return false;
        if (mark is not ("." or ","))
            node.Report(ContractRules.RawCsv, $"The decimal mark is \".\" or \",\", but is '{Excerpt.Around(mark, 0)}'.");
        return mark == ",";
    }

    private static string[]? ReadTexts(DocumentNode? node)
    {
        if (node?.AsArray() is not { } items) return null;
        var texts = items.Select(item => item.AsString()).ToArray();
        return texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    private static CsvFormat ReadHeader(DocumentNode? node, CsvFormat csv)
    {
        if (node is null) return csv;
        if (node.Element.ValueKind == JsonValueKind.True) return csv;
        if (node.Element.ValueKind != JsonValueKind.Array)
        {
            node.Report(
                ContractRules.RawCsv,
                "'header' is true where the first row gives the names, or the list of the names where there is no such row, e.g. [\"id\", \"at\"].");
            return csv;
        }

        if (ReadTexts(node) is not { } names) return csv;
        if (names.Length == 0) node.Report(ContractRules.ListEmpty, "Give the name of at least one column.");
        return csv with { HasHeader = false, Names = names };
    }
}

namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>raw</c>.</summary>
internal static class RawFormatReading
{
    private static readonly string[] Formats = ["json", "csv"];

    public static RawFormat? Read(ContractNode? node)
    {
        if (node?.AsObject(ContractProperties.OfRaw) is not { } raw) return null;
        var keys = ReadKeys(raw.Required(ContractProperties.Keys));
        var format = ReadFormat(raw.Optional(ContractProperties.Format));
        var stringified = raw.Optional(ContractProperties.Stringified);
        var delimiter = raw.Optional(ContractProperties.Delimiter);
        if (format == RawTextFormat.Csv)
            stringified?.Report(
                ContractRules.RawStringified,
                "Only JSON can be stringified; the values of a CSV file are strings always. Take 'stringified' out.");
        if (format == RawTextFormat.Json)
            delimiter?.Report(ContractRules.RawDelimiter, "Only CSV has a delimiter. Take 'delimiter' out, or set 'format' to 'csv'.");

        var isStringified = stringified?.AsBoolean() ?? false;
        var separator = ReadDelimiter(delimiter) ?? ',';
        if (keys is null || format is null) return null;
        return new RawFormat { Keys = keys, Format = format.Value, Stringified = isStringified, Delimiter = separator };
    }

    private static KeyTemplate? ReadKeys(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!KeyTemplate.TryParse(text, out var template, out var problem)) node.Report(ContractRules.KeyTemplate, problem);
        return template;
    }

    private static RawTextFormat? ReadFormat(ContractNode? node)
    {
        if (node is null) return RawTextFormat.Json;
        switch (node.AsString())
        {
            case null: return null;
            case "json": return RawTextFormat.Json;
            case "csv": return RawTextFormat.Csv;
            case { } other:
                node.Report(
                    ContractRules.RawFormat,
                    $"A format is 'json' or 'csv', but is '{Excerpt.Around(other, 0)}'.{NearestName.Hint(other, Formats)}");
                return null;
        }
    }

    private static char? ReadDelimiter(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (text is [not ('"' or '\r' or '\n' or '\0')] && !char.IsSurrogate(text[0])) return text[0];
        node.Report(
            ContractRules.RawDelimiter,
            $"A delimiter is one character other than a quote or a line end, e.g. \";\" or \"\\t\", but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }
}

using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Reads which arrivals belong to a dataset and how they are written.</summary>
internal static class RawReading
{
    private static readonly string[] Formats = ["json", "csv"];

    /// <summary>The format, or null and a problem.</summary>
    public static RawFormat? Read(DocumentNode? node)
    {
        if (node?.AsObject([.. ContractProperties.OfRaw, ContractProperties.Delimiter]) is not { } raw) return null;
        raw.Optional(ContractProperties.Delimiter)?.Report(
            ContractRules.PropertyUnknown,
            "'delimiter' is an option of CSV: write \"csv\": { \"delimiter\": … } in 'raw'.");
        var keys = ReadKeys(raw.Required(ContractProperties.Keys));
        var format = ReadFormat(raw.Optional(ContractProperties.Format));
        var stringified = raw.Optional(ContractProperties.Stringified);
        var records = raw.Optional(ContractProperties.Records);
        var csv = raw.Optional(ContractProperties.Csv);
        if (format == RawTextFormat.Csv)
        {
            stringified?.Report(
                ContractRules.RawStringified,
                "Only JSON can be stringified; the values of a CSV file are strings always. Take 'stringified' out.");
            records?.Report(ContractRules.RawRecords, "The records of a CSV file are its rows. Take 'records' out.");
        }

        if (format == RawTextFormat.Json)
            csv?.Report(ContractRules.RawCsv, "The options in 'csv' are for CSV. Take 'csv' out, or set 'format' to 'csv'.");

        var isStringified = stringified?.AsBoolean() ?? false;
        var path = ReadRecords(records);
        var options = CsvReading.Read(csv);
        if (keys is null || format is null) return null;
        return new RawFormat { Keys = keys, Format = format.Value, Stringified = isStringified, Records = path, Csv = options };
    }

    private static KeyTemplate? ReadKeys(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!KeyTemplate.TryParse(text, out var template, out var problem)) node.Report(ContractRules.KeyTemplate, problem);
        return template;
    }

    private static RawTextFormat? ReadFormat(DocumentNode? node)
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

    private static FieldPath? ReadRecords(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!FieldPath.TryParse(text, out var path, out var problem))
        {
            node.Report(ContractRules.RawRecords, problem);
            return null;
        }

        if (!path.AnyDepth && !path.Steps.Any(step => step.IsPattern)) return path;
        node.Report(
            ContractRules.RawRecords,
            $"The path to the records has no '*', such as \"data.orders[]\", but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }
}

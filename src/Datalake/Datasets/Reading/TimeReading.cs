using System.Text.Json;
using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Reads the <c>format</c> and <c>zone</c> of a column.</summary>
internal static class TimeReading
{
    public static TimeFormat Read(DocumentNode? format, DocumentNode? zone)
    {
        var patterns = ReadPatterns(format);
        return new TimeFormat(patterns.Count > 0 ? patterns : [TimePattern.Iso], ReadZone(zone));
    }

    private static List<TimePattern> ReadPatterns(DocumentNode? node)
    {
        var patterns = new List<TimePattern>();
        if (node is null) return patterns;
        var items = node.Element.ValueKind == JsonValueKind.String ? [node] : node.AsArray() ?? [];
        if (items.Count == 0 && node.Element.ValueKind == JsonValueKind.Array)
            node.Report(ContractRules.ListEmpty, "The list is empty. Name a format, or take 'format' out for ISO 8601.");
        foreach (var item in items)
        {
            if (item.AsString() is not { } text) continue;
            if (TimePattern.TryParse(text, out var pattern, out var problem)) patterns.Add(pattern);
            else item.Report(ContractRules.ColumnFormat, problem);
        }

        return patterns;
    }

    private static NodaTime.DateTimeZone? ReadZone(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        var zones = NodaTime.DateTimeZoneProviders.Tzdb;
        if (zones.GetZoneOrNull(text) is { } zone) return zone;
        node.Report(
            ContractRules.ColumnFormat,
            $"A zone is one of the time zone database, e.g. 'Europe/London', but is '{Excerpt.Around(text, 0)}'."
            + NearestName.Hint(text, zones.Ids));
        return null;
    }
}

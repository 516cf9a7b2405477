using System.Buffers;
using System.Text.Json;
using Datalake.Embedded.Queries.Output;
using Datalake.Server.Settings.Reading;

namespace Datalake.Server.Reports;

/// <summary>Reports as JSON, for programs.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = ValueJson.Encoder };

    /// <summary>The reports without their rows.</summary>
    public static byte[] List(ReportSet reports) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var result in reports.All)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            if (result.Report is { } report) WriteHead(json, report);
            if (result.Problems.Count > 0)
            {
                json.WriteStartArray("problems");
                foreach (var problem in result.Problems) json.WriteStringValue(problem.ToString());
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A report with the results of its parts.</summary>
    public static byte[] Of(Report report, IReadOnlyList<ReportPartResult> results) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", report.Name);
        WriteHead(json, report);
        json.WriteStartArray("parts");
        for (var i = 0; i < results.Count; i++) WritePart(json, report.Parts[i], results[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter json, Report report)
    {
        json.WriteString("title", report.Title);
        if (report.Description is { } description) json.WriteString("description", description);
        json.WriteString("refresh", DurationText.Of(report.Refresh));
    }

    private static void WritePart(Utf8JsonWriter json, ReportPart part, ReportPartResult result)
    {
        json.WriteStartObject();
        json.WriteString("title", part.Title);
        if (part.Description is { } description) json.WriteString("description", description);
        json.WriteString("show", part.Show.ToString().ToLowerInvariant());
        json.WriteString("at", result.At.UtcDateTime);
        if (result.Failure is { } failure)
        {
            json.WriteString("failure", failure);
        }
        else
        {
            WriteColumns(json, part, result);
            WriteRows(json, result);
        }

        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, ReportPart part, ReportPartResult result)
    {
        var columns = ReportColumns.Of(part, result.Columns);
        if (columns.X is { } x) json.WriteString("x", x);
        if (columns.Series is { } series) json.WriteString("series", series);
        if (part.Show is not ReportShow.Table)
        {
            json.WriteStartArray("y");
            foreach (var y in columns.Y) json.WriteStringValue(y);
            json.WriteEndArray();
        }

        json.WriteStartArray("columns");
        foreach (var column in result.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("label", part.LabelOf(column.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRows(Utf8JsonWriter json, ReportPartResult result)
    {
        var text = new JsonRowText([.. result.Columns.Select(column => column.Name)]);
        json.WriteStartArray("rows");
        foreach (var row in result.Rows) json.WriteRawValue(text.Of(row), skipInputValidation: true);
        json.WriteEndArray();
        json.WriteBoolean("more", result.IsCut);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing)) write(json);
        return buffer.WrittenSpan.ToArray();
    }
}

using System.Text;
using Datalake.Server.Reports;

namespace Datalake.Server.Tests.Reports;

/// <summary>A report with one of everything, for tests to change in one place.</summary>
internal static class SampleReport
{
    public const string Source = "datasets/reports/sales.json";

    public const string Json = """
        {
          "$schema": "../report.schema.json",
          "title": "Sales",
          "description": "What was sold.",
          "refresh": "5m",
          "parts": [
            { "title": "By day", "view": "by_day", "show": "line", "x": "day", "y": ["revenue"], "series": "currency", "labels": { "day": "Day" } },
            { "title": "All", "description": "Each order.", "sql": "SELECT id FROM orders", "rows": 20 }
          ]
        }
        """;

    public static ReportResult Read(string json, string source = Source) => ReportReader.Read(Encoding.UTF8.GetBytes(json), source);

    public static ReportResult ReadWith(string patch) => Read(MergePatch.Apply(Json, patch));
}

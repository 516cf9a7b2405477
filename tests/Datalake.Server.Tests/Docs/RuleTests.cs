using System.Reflection;
using Datalake.Server.Reports;
using Datalake.Server.Settings;

namespace Datalake.Server.Tests.Docs;

/// <summary>The tables in the pages are whole, and name nothing that is gone.</summary>
public sealed class RuleTests
{
    private static readonly string Root =
        typeof(RuleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Docs_lake_json_lists_the_rules_of_the_settings()
    {
        var ids = typeof(SettingsRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), FirstCells("docs/lake-json.md", "Rules").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Docs_reports_lists_the_rules_of_a_report()
    {
        var ids = typeof(ReportRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), FirstCells("docs/reports.md", "Rules").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Docs_reports_lists_the_properties_of_a_report() => Assert.Equal(
        ReportProperties.OfReport.Concat(ReportProperties.OfPart).Where(name => name[0] != '$').Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        FirstCells("docs/reports.md", "Properties").Select(cell => cell.Split('.')[^1]).Distinct(StringComparer.Ordinal)
            .Select(cell => cell.Replace("[]", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Docs_lake_json_lists_the_properties_of_a_webhook() => Assert.Equal(
        SettingsProperties.OfWebhook.Order(StringComparer.Ordinal),
        FirstCells("docs/lake-json.md", "Webhooks").Select(cell => cell.Replace("[]", "", StringComparison.Ordinal)).Take(SettingsProperties.OfWebhook.Count).Order(StringComparer.Ordinal));

    private static IEnumerable<string> FirstCells(string page, string heading) => File.ReadAllText(Path.Combine(Root, page))
        .Split($"\n## {heading}\n")[1]
        .Split("\n## ")[0]
        .Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('`')[1]);
}

using System.Reflection;
using Datalake.Embedded.Queries.Views;

namespace Datalake.Embedded.Tests.Docs;

/// <summary>The table of rules in docs/views.md is whole, and names no rule that is gone.</summary>
public class ViewRuleTests
{
    [Fact]
    public void Docs_views_lists_the_rules_of_views()
    {
        var root = typeof(ViewRuleTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot")
            .Value!;
        var page = File.ReadAllText(Path.Combine(root, "docs", "views.md"));
        var listed = page.Split('\n').Where(line => line.StartsWith("| `view-", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        var ids = typeof(ViewRules).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}

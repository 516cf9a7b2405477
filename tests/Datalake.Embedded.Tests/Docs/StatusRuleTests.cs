using System.Reflection;
using Datalake.Embedded.Auditing;

namespace Datalake.Embedded.Tests.Docs;

/// <summary>The table of differences in docs/operate.md is whole, and names no rule that is gone.</summary>
public class StatusRuleTests
{
    [Fact]
    public void Docs_operate_lists_the_rules_of_a_lake()
    {
        var root = typeof(StatusRuleTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot")
            .Value!;
        var section = File.ReadAllText(Path.Combine(root, "docs", "operate.md")).Split("\n## Status\n")[1].Split("\n## ")[0];
        var listed = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        var ids = typeof(LakeRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}

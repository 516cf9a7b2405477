using System.Reflection;
using Datalake.Records;

namespace Datalake.Tests.Docs;

/// <summary>The tables of rules in the pages are whole, and name no rule that is gone.</summary>
public class RuleTests
{
    [Fact]
    public void Docs_contract_lists_the_rules_of_a_contract() =>
        AssertListed("docs/contract.md", "Rules of a contract", typeof(ContractRules));

    [Fact]
    public void Docs_quarantine_lists_the_rules_of_a_record() => AssertListed("docs/quarantine.md", "Rules", typeof(RecordRules));

    private static void AssertListed(string page, string heading, Type rules)
    {
        var ids = rules
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        var section = Pages.Read(page).Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        var listed = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}

using Datalake.Records;

namespace Datalake.Tests.Records;

public class RecordRulesTests
{
    [Fact]
    public void All_rules_are_listed_once() =>
        Assert.Equal(
            typeof(RecordRules)
                .GetFields()
                .Where(field => field.IsLiteral)
                .Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal),
            RecordRules.All.Order(StringComparer.Ordinal));
}

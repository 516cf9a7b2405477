using System.Text.Json;
using Datalake.Datasets.Reading;

namespace Datalake.Tests.Datasets;

/// <summary>The schema that editors use and the reader know the same contract.</summary>
public sealed class ContractSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "datasets", "dataset.schema.json"))).RootElement;

    [Fact]
    public void The_contract_has_the_same_properties() => Assert.Equal(ContractProperties.OfContract.Order(StringComparer.Ordinal), PropertiesOf(Schema));

    [Fact]
    public void Raw_has_the_same_properties() => Assert.Equal(ContractProperties.OfRaw.Order(StringComparer.Ordinal), PropertiesOf(Definition("raw")));

    [Fact]
    public void A_structure_rule_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfStructureRule.Order(StringComparer.Ordinal), PropertiesOf(Definition("structureRule")));

    [Fact]
    public void A_protect_rule_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfProtectRule.Order(StringComparer.Ordinal), PropertiesOf(Definition("protectRule")));

    [Fact]
    public void The_same_properties_are_required()
    {
        Assert.All(RequiredOf(Schema), name => Sample.Breaks($$"""{"{{name}}":null}""", $"$.{name}", ContractRules.PropertyMissing));
        Assert.All(ContractProperties.OfContract.Except(RequiredOf(Schema), StringComparer.Ordinal), name => Assert.Empty(Sample.ReadWith($$"""{"{{name}}":null}""").Problems));
    }

    [Fact]
    public void The_same_words_are_allowed()
    {
        Assert.All(EnumOf("raw", "format"), word => Assert.DoesNotContain(Sample.ReadWith($$"""{"raw":{"format":"{{word}}"} }""").Problems, problem => problem.Rule == ContractRules.RawFormat));
        Assert.All(EnumOf("protectRule", "with"), word => Assert.Empty(Sample.ReadWith($$"""{"protect":[{"path":"Undeclared","with":"{{word}}"}]}""").Problems));
        Assert.Equal(Enum.GetValues<RawTextFormat>().Length, EnumOf("raw", "format").Length);
        Assert.Equal(Enum.GetValues<ProtectionKind>().Length, EnumOf("protectRule", "with").Length);
    }

    [Fact]
    public void Every_property_is_described()
    {
        JsonElement[] objects = [Schema, Definition("raw"), Definition("structureRule"), Definition("protectRule")];
        Assert.All(objects.SelectMany(schema => schema.GetProperty("properties").EnumerateObject()), property =>
            Assert.True(property.Value.TryGetProperty("description", out _) || property.Value.TryGetProperty("$ref", out _), property.Name));
    }

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string> PropertiesOf(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> RequiredOf(JsonElement schema) => schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!);

    private static string[] EnumOf(string definition, string property) =>
        Definition(definition).GetProperty("properties").GetProperty(property).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).ToArray();
}

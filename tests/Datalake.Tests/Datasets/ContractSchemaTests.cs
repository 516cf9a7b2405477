using System.Text.Json;
using System.Text.RegularExpressions;
using Datalake.Datasets.Reading;

namespace Datalake.Tests.Datasets;

/// <summary>The schema that editors use and the reader know the same contract.</summary>
public sealed class ContractSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "datasets", "dataset.schema.json")))
        .RootElement;

    [Fact]
    public void The_contract_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfContract.Order(StringComparer.Ordinal), PropertiesOf(Schema));

    [Fact]
    public void Raw_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfRaw.Order(StringComparer.Ordinal), PropertiesOf(Definition("raw")));

    [Fact]
    public void Csv_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfCsv.Order(StringComparer.Ordinal), PropertiesOf(Definition("csv")));

    [Fact]
    public void The_encodings_of_csv_are_the_same()
    {
        Assert.All(
            EnumOf("csv", "encoding"),
            word => Assert.Empty(
                Sample.ReadWith($$"""{"raw":{"format":"csv","stringified":null,"csv":{"encoding":"{{word}}"} } }""").Problems));
        Assert.Equal(Enum.GetValues<CsvEncoding>().Length, EnumOf("csv", "encoding").Length);
    }

    [Fact]
    public void A_structure_rule_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfStructureRule.Order(StringComparer.Ordinal), PropertiesOf(Definition("structureRule")));

    [Fact]
    public void A_protect_rule_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfProtectRule.Order(StringComparer.Ordinal), PropertiesOf(Definition("protectRule")));

    [Fact]
    public void A_column_has_the_same_properties() =>
        Assert.Equal(ContractProperties.OfColumn.Order(StringComparer.Ordinal), PropertiesOf(Definition("column")));

    [Fact]
    public void The_same_properties_are_required()
    {
        Assert.All(RequiredOf(Schema), name => Sample.Breaks($$"""{"{{name}}":null}""", $"$.{name}", ContractRules.PropertyMissing));
        Assert.All(
            ContractProperties.OfContract.Except(RequiredOf(Schema), StringComparer.Ordinal),
            name => Assert.Empty(Sample.ReadWith($$"""{"{{name}}":null}""").Problems)
        );
    }

    [Fact]
    public void The_same_words_are_allowed()
    {
        Assert.All(
            EnumOf("raw", "format"),
            word =>
                Assert.DoesNotContain(
                    Sample.ReadWith($$"""{"raw":{"format":"{{word}}"} }""").Problems,
                    problem => problem.Rule == ContractRules.RawFormat
                )
        );
        Assert.All(
            EnumOf("protectRule", "with"),
            word => Assert.Empty(Sample.ReadWith($$"""{"protect":[{"path":"Undeclared","with":"{{word}}"}]}""").Problems)
        );
        Assert.Equal(Enum.GetValues<RawTextFormat>().Length, EnumOf("raw", "format").Length);
        Assert.Equal(Enum.GetValues<ProtectionKind>().Length, EnumOf("protectRule", "with").Length);
    }

    [Fact]
    public void A_dataset_s_name_has_the_same_form() => SameForm(
        PatternOf(Schema, "name"), value => $$"""{"name":{{value}}}""", [ContractRules.DatasetName],
        "a", "orders_2", new string('a', 64), new string('a', 65), "", "A", "1a", "_a", "a-b", "a b", "a.b", "ä");

    [Fact]
    public void A_database_has_the_same_form() => SameForm(
        PatternOf(Schema, "database"), value => $$"""{"database":{{value}}}""", [ContractRules.DatabaseName],
        "a", "1_a", "_a", new string('a', 255), new string('a', 256), "", "A", "a-b", "ä");

    [Fact]
    public void Keys_have_the_same_form() => SameForm(
        PatternOf(Definition("raw"), "keys"), value => $$"""{"raw":{"keys":{{value}}} }""", [ContractRules.KeyTemplate],
            "a",
            "{s}_Order/{id}/id/{v}",
            "a/{path*}.json",
            "é/{x} y",
            "a/..b/{x}.",
            "{a}/{ab}",
            "/a",
            "a/",
            "{a}/",
            "a//b",
            "a/../b",
            "./a",
            "a/.",
            "..",
            "{",
            "}",
            "a}",
            "{}",
            "{*}",
            "{a b}",
        "{a**}", "{a}{b}", "{a}{b*}", "{a}/{a}", "{a}/x/{a*}", "a\\b", "a\tb");

    [Fact]
    public void A_delimiter_has_the_same_form() => SameForm(
            PatternOf(Definition("csv"), "delimiter"),
            value => $$"""{"raw":{"format":"csv","csv":{"delimiter":{{value}} } } }""",
            [ContractRules.RawCsv],
        ",", ";", "\t", "|", " ", "é", "", "||", "\"", "\r", "\0");

    [Fact]
    public void A_key_s_place_has_the_same_form() => SameForm(
            PatternOf(Definition("protectRule"), "key"),
            value => $$"""{"protect":[{"path":"Profile.email","with":"hmac","key":{{value}}}]}""",
            [ContractRules.ProtectKey],
        "env:A", "env:_a1", "file:/a b", "file:x", "", "A", "env:", "env:1A", "env:A-B", "ENV:A", " env:A", "file:", "file: ", "file:a\0b");

    [Fact]
    public void A_type_begins_and_ends_in_the_same_form() => SameForm(
            Definition("hiveType").GetProperty("pattern").GetString()!,
            value => $$"""{"columns":{"Value":{{value}}} }""",
            [ContractRules.ColumnType],
            "string",
            "String",
            " string ",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "INTEGER",
            "bigint",
            "float",
            "double",
            "decimal",
            "decimal(10)",
            "decimal ( 10 , 2 )",
            "date",
            "timestamp",
            "array<int>",
            "map<string,int>",
            "struct<a:int>",
            "",
            "text",
            "varchar(10)",
            "string(1)",
            "string<int>",
            "bigint x",
            "date(1)",
            "decimal()",
            "decimal(10,-1)",
            "decimal<1>",
            "array",
        "array<>", "array<int", "struct", "map");

    [Fact]
    public void A_column_s_key_has_the_same_form()
    {
        var names = Schema.GetProperty("properties").GetProperty("columns").GetProperty("propertyNames");
        var (form, reserved) = (names.GetProperty("pattern").GetString()!, names.GetProperty("not").GetProperty("pattern").GetString()!);
        SameForm(
            $"(?!{reserved}){form}",
            value => $$"""{"columns":{ {{value}}:"string"} }""",
            [ContractRules.ColumnName, ContractRules.ColumnReserved],
            "a",
            "A b",
            "a-b",
            "a.b",
            "é",
            "yearly",
            "ingestion_minute",
            "_a",
            "a,b",
            "a;b",
            "a`b",
            "a(b)",
            "a{b",
            "a=b",
            "a/b",
            "a\tb",
            "a\u007fb",
            "Year",
            "month",
            "day",
            "INGESTION",
            "ingestion_year",
            "Ingestion_Month",
            "ingestion_day", "ingestion_hour", "File_Row_Number");
    }

    [Fact]
    public void Every_property_is_described()
    {
        JsonElement[] objects = [Schema, Definition("raw"), Definition("structureRule"), Definition("protectRule")];
        Assert.All(objects.SelectMany(schema => schema.GetProperty("properties").EnumerateObject()), property =>
                Assert.True(
                    property.Value.TryGetProperty("description", out _) || property.Value.TryGetProperty("$ref", out _), property.Name)
        );
    }

    /// <summary>
    /// Asserts that a pattern and the reader take the same values, and that there are some that they take and some that they do not.
    /// </summary>
    private static void SameForm(string pattern, Func<string, string> patch, string[] rules, params string[] values)
    {
        var form = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
        var taken = values
            .Where(value =>
                !Sample
                    .ReadWith(patch(JsonSerializer.Serialize(value)))
                    .Problems.Any(problem => rules.Contains(problem.Rule, StringComparer.Ordinal))
            )
            .ToArray();
        Assert.Equal(taken, values.Where(value => form.IsMatch(value)));
        Assert.NotEmpty(taken);
        Assert.NotEqual(values.Length, taken.Length);
    }

    private static string PatternOf(JsonElement schema, string property) =>
        schema.GetProperty("properties").GetProperty(property).GetProperty("pattern").GetString()!;

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string> PropertiesOf(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> RequiredOf(JsonElement schema) =>
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!);

    private static string[] EnumOf(string definition, string property) =>
        Definition(definition)
            .GetProperty("properties")
            .GetProperty(property)
            .GetProperty("enum")
            .EnumerateArray()
            .Select(word => word.GetString()!)
            .ToArray();
}

using System.Text;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Structuring;

public class RecordStructurerTests
{
    [Theory]
    [InlineData("a", "{\"a\":1,\"A\":2,\"ab\":3}", "{\"ab\":3}")]
    [InlineData("a.b", "{\"a\":{\"b\":1,\"c\":2},\"b\":3}", "{\"a\":{\"c\":2},\"b\":3}")]
    [InlineData("a.b", "{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":1}]}")]
    [InlineData("a[].b", "{\"a\":[{\"b\":1,\"c\":2},3,[{\"b\":4}]]}", "{\"a\":[{\"c\":2},3,[{\"b\":4}]]}")]
    [InlineData("a[]", "{\"a\":[1,{}],\"b\":[1]}", "{\"a\":[],\"b\":[1]}")]
    [InlineData("**.*x*", "{\"max\":1,\"b\":[[{\"X\":1,\"y\":{\"xx\":2}}]]}", "{\"b\":[[{\"y\":{}}]]}")]
    [InlineData("**.a.b", "{\"a\":{\"b\":1},\"c\":[{\"a\":{\"b\":2,\"a\":{\"b\":3}}}]}", "{\"a\":{},\"c\":[{\"a\":{\"a\":{}}}]}")]
    [InlineData("[\"a.b\"]", "{\"a.b\":1,\"a\":{\"b\":2}}", "{\"a\":{\"b\":2}}")]
    [InlineData("a", "{\"\\u0061\":1}", "{}")]
    public void A_drop_rule_takes_the_fields_of_its_path_and_no_other(string path, string record, string structured) =>
        Assert.Equal(structured, Structure(Contracts.Of() with { Structure = [new DropRule(FieldPath.Parse(path))] }, record));

    [Theory]
    [InlineData("{\"c\":{\"12\":\"Food\",\"7\":{}}}", "{\"c\":[{\"id\":\"12\",\"name\":\"Food\"},{\"id\":\"7\",\"name\":{}}]}")]
    [InlineData("{\"c\":{}}", "{\"c\":[]}")]
    [InlineData("{}", "{\"c\":[]}")]
    [InlineData("{\"x\":1}", "{\"x\":1,\"c\":[]}")]
    [InlineData("{\"c\":null}", "{\"c\":[]}")]
    [InlineData("{\"c\":[null]}", "{\"c\":[null]}")]
    [InlineData("{\"c\":\"x\"}", "{\"c\":\"x\"}")]
    [InlineData("{\"d\":[{\"1\":2},null,3]}", "{\"d\":[[{\"id\":\"1\",\"name\":2}],[],3],\"c\":[]}")]
    public void An_entries_rule_makes_an_array_of_an_object(string record, string structured)
    {
        var contract = Contracts.Of() with
        {
            Structure =
            [new EntriesRule(FieldPath.Parse("c"), "id", "name", "[]"), new EntriesRule(FieldPath.Parse("d[]"), "id", "name", "[]")],
        };
        Assert.Equal(structured, Structure(contract, record));
    }

    [Theory]
    [InlineData("{\"Items\":[{\"n\":1},{},{\"Categories\":null},4]}", "{\"Items\":[{\"n\":1,\"categories\":[]},{\"categories\":[]},{\"Categories\":[]},4]}")]
    [InlineData("{\"Items\":{\"n\":1},\"x\":[{}]}", "{\"Items\":{\"n\":1},\"x\":[{}]}")]
    public void The_default_of_an_entries_rule_is_written_where_the_key_is_absent(string record, string structured)
    {
        var rule = new EntriesRule(FieldPath.Parse("Items[].categories"), "id", "name", "[]");
        Assert.Equal(structured, Structure(Contracts.Of() with { Structure = [rule] }, record));
    }

    [Theory]
    [InlineData("_id", "{\"_id\":5,\"x\":1}", "{\"id\":5,\"x\":1}")]
    [InlineData("a._id", "{\"a\":{\"_ID\":5},\"_id\":6}", "{\"a\":{\"id\":5},\"_id\":6}")]
    [InlineData("a[]._id", "{\"a\":[{\"_id\":5},{}]}", "{\"a\":[{\"id\":5},{}]}")]
    [InlineData("**.year", "{\"year\":1,\"b\":[{\"year\":{\"year\":2}}]}", "{\"id\":1,\"b\":[{\"id\":{\"id\":2}}]}")]
    public void A_rename_rule_gives_a_key_another_name(string path, string record, string structured) =>
        Assert.Equal(structured, Structure(Contracts.Of() with { Structure = [new RenameRule(FieldPath.Parse(path), "id")] }, record));

    [Theory]
    [InlineData("{\"a\":{\"b\":[1, 2]},\"x\":1}", "{\"a\":{\"b\":[1,2]},\"x\":1,\"id\":[1,2]}")]
    [InlineData("{\"A\":{\"B\":null,\"b\":2}}", "{\"A\":{\"B\":null,\"b\":2},\"id\":2}")]
    [InlineData("{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":1}]}")]
    [InlineData("{}", "{}")]
    [InlineData("{\"id\":1,\"a\":{\"b\":2}}", "{\"id\":1,\"a\":{\"b\":2},\"id\":2}")]
    public void A_copy_rule_writes_a_value_at_the_top_as_well(string record, string structured) =>
        Assert.Equal(structured, Structure(Contracts.Of() with { Structure = [new CopyRule(FieldPath.Parse("a.b"), "id")] }, record));

    [Theory]
    [InlineData("{\"after\":{\"id\":2},\"before\":{\"id\":1}}", "{\"after\":{\"id\":2},\"before\":{\"id\":1},\"id\":2}")]
    [InlineData("{\"before\":{\"id\":1},\"after\":{\"id\":2}}", "{\"before\":{\"id\":1},\"after\":{\"id\":2},\"id\":2}")]
    [InlineData("{\"before\":{\"id\":1},\"after\":null}", "{\"before\":{\"id\":1},\"after\":null,\"id\":1}")]
    public void Of_several_copies_to_one_key_the_first_in_the_contract_that_has_a_value_is_written(string record, string structured)
    {
        StructureRule[] rules =
        [
            new CopyRule(FieldPath.Parse("after.id"), "id"), new CopyRule(FieldPath.Parse("other"), "x"), new CopyRule(FieldPath.Parse("before.id"), "ID"),
        ];
        Assert.Equal(structured, Structure(Contracts.Of() with { Structure = rules }, record), ignoreCase: true);
    }

    [Theory]
    [InlineData("{\"x\":1}", "{\"x\":1,\"at\":\"2026-01-01\"}")]
    [InlineData("{\"at\":null}", "{\"at\":\"2026-01-01\"}")]
    [InlineData("{\"AT\":\"\"}", "{\"AT\":\"\"}")]
    [InlineData("{}", "{\"at\":\"2026-01-01\"}")]
    public void A_fill_rule_gives_a_field_a_value_where_it_is_null_or_absent(string record, string structured) =>
        Assert.Equal(
            structured, Structure(Contracts.Of() with { Structure = [new FillRule(FieldPath.Parse("at"), "\"2026-01-01\"")] }, record));

    [Fact]
    public void A_copy_is_taken_from_what_is_dropped_and_is_protected_like_its_source()
    {
        var contract = Contracts.Of() with
        {
            Structure = [new DropRule(FieldPath.Parse("a")), new CopyRule(FieldPath.Parse("a.b"), "b"), new CopyRule(FieldPath.Parse("a.c"), "c")],
            Protect =
            [
                new ProtectRule(FieldPath.Parse("a.b"), ProtectionKind.Mask, null),
                new ProtectRule(FieldPath.Parse("a.c"), ProtectionKind.Remove, null),
            ],
        };
        Assert.Equal("{\"x\":1,\"b\":\"***\"}", Structure(contract, "{\"a\":{\"b\":\"abc\",\"c\":\"d\"},\"x\":1}"));
    }

    [Fact]
    public void A_copy_reaches_into_a_stringified_value_but_takes_nothing_from_a_broken_one()
    {
        var contract = Contracts.Of();
        contract = contract with { Raw = contract.Raw with { Stringified = true }, Structure = [new CopyRule(FieldPath.Parse("a.b"), "b")] };
        Assert.Equal("{\"a\":{\"b\":1},\"b\":1}", Structure(contract, "{\"a\":\"{\\\"b\\\":1}\"}"));
        Assert.Equal("{\"a\":\"{\\\"b\\\":1,}\"}", Structure(contract, "{\"a\":\"{\\\"b\\\":1,}\"}"));
    }

    [Theory]
    [InlineData("{\"a\":\"[1, 2.50]\"}", "{\"a\":[1,2.50]}")]
    [InlineData("{\"a\":\" {\\\"b\\\" : \\\"c\\\\n\\\"} \"}", "{\"a\":{\"b\":\"c\\n\"}}")]
    [InlineData("{\"a\":\"12345678901234567890.10\"}", "{\"a\":12345678901234567890.10}")]
    [InlineData("{\"a\":\"true\",\"b\":\"null\"}", "{\"a\":true,\"b\":null}")]
    [InlineData("{\"a\":\"\\\"quoted\\\"\"}", "{\"a\":\"quoted\"}")]
    [InlineData("{\"a\":\"True\",\"b\":\"007\",\"c\":\"\",\"d\":\"{\"}", "{\"a\":\"True\",\"b\":\"007\",\"c\":\"\",\"d\":\"{\"}")]
    [InlineData("{\"text\":\"[1]\",\"TEXT\":\"12\"}", "{\"text\":\"[1]\",\"TEXT\":\"12\"}")]
    [InlineData(
        "{\"a\":{\"b\":\"[1]\"},\"c\":[\"[1]\"],\"d\":\"{\\\"e\\\":\\\"[1]\\\"}\"}",
        "{\"a\":{\"b\":\"[1]\"},\"c\":[\"[1]\"],\"d\":{\"e\":\"[1]\"}}"
    )]
    [InlineData("{\"a\":\"[\\\"\\\\ud800\\\"]\"}", "{\"a\":\"[\\\"\\\\ud800\\\"]\"}")]
    public void A_stringified_value_becomes_its_json_unless_its_column_is_a_string(string record, string structured)
    {
        var contract = Contracts.Of(("Text", "string"));
        Assert.Equal(structured, Structure(contract with { Raw = contract.Raw with { Stringified = true } }, record));
        Assert.Equal(JsonTree.Parse(Encoding.UTF8.GetBytes(record))!.Compact(), Structure(contract, record));
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a[].b")]
    public void Broken_json_that_a_protect_rule_reaches_into_is_not_let_through(string path)
    {
        var contract = Contracts.Of();
        contract = contract with
        {
            Raw = contract.Raw with { Stringified = true },
            Protect = [new ProtectRule(FieldPath.Parse(path), ProtectionKind.Mask, null)],
        };
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var output = new Utf8Output();
        Assert.Equal(RecordRules.Unprotected, structurer.Structure("{\"a\":\"{\\\"b\\\":\\\"secret\\\"\"}"u8, output)?.Rule);
        Assert.Equal(0, output.Length);
        Assert.Equal("{\"a\":\"***** *****\"}", Structure(contract, "{\"a\":\"plain words\"}"));
    }

    [Fact]
    public void An_empty_string_has_nothing_to_protect()
    {
        var contract = Contracts.Of() with
        {
            Protect =
            [new ProtectRule(FieldPath.Parse("a"), ProtectionKind.Hmac, new KeyReference(KeyReferenceKind.EnvironmentVariable, "K"))],
        };
        using var structurer = new RecordStructurer(contract, new ProtectionKeys(_ => "0123456789abcdef"), RecordLimits.Default);
        using var output = new Utf8Output();
        Assert.Null(structurer.Structure("{\"a\":\"\"}"u8, output));
        Assert.Equal("{\"a\":\"\"}", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void In_an_array_inside_an_array_only_the_rules_for_any_depth_apply()
    {
        var contract = Contracts.Of() with { Structure = [new DropRule(FieldPath.Parse("a[].b")), new DropRule(FieldPath.Parse("**.z"))] };
        Assert.Equal(
            "{\"a\":[{},[{\"b\":2},[{\"b\":3}]]]}", Structure(contract, "{\"a\":[{\"b\":1},[{\"b\":2,\"z\":1},[{\"z\":1,\"b\":3}]]]}"));
    }

    [Fact]
    public void Rules_reach_into_stringified_values()
    {
        var contract = Contracts.Of() with { Structure = [new DropRule(FieldPath.Parse("a[].b"))] };
        Assert.Equal(
            "{\"a\":[{\"c\":2}]}",
            Structure(contract with { Raw = contract.Raw with { Stringified = true } }, "{\"a\":\"[{\\\"b\\\":1,\\\"c\\\":2}]\"}")
        );
    }

    [Fact]
    public void A_field_that_is_to_go_goes_whatever_else_is_said_of_it()
    {
        var path = FieldPath.Parse("a");
        var contract = Contracts.Of() with
        {
            Structure = [new EntriesRule(path, "k", "v", null)],
            Protect =
            [
                new ProtectRule(FieldPath.Parse("a*"), ProtectionKind.Hmac, KeyReference.Default),
                new ProtectRule(path, ProtectionKind.Remove, null),
            ],
        };
        Assert.Equal("{\"b\":1}", Structure(contract, "{\"a\":{\"c\":1},\"b\":1}"));
    }

    [Fact]
    public void A_rule_reaches_every_key_that_conform_takes_for_its_column()
    {
        // The Kelvin sign is a k in lower case, and no k in upper case.
        var contract = Contracts.Of() with { Protect = [new ProtectRule(FieldPath.Parse("kin.name"), ProtectionKind.Mask, null)] };
        Assert.Equal("{\"\u212ain\":{\"NAME\":\"***\"}}", Structure(contract, "{\"\u212ain\":{\"NAME\":\"Eva\"}}"));
        Assert.Equal("{\"\\u212Ain\":{\"name\":\"***\"}}", Structure(contract, "{\"\\u212Ain\":{\"name\":\"Eva\"}}"));
    }

    [Fact]
    public void Depth_counts_from_the_record_through_its_strings()
    {
        var contract = Contracts.Of();
        contract = contract with { Raw = contract.Raw with { Stringified = true } };
        using var structurer = new RecordStructurer(contract, new ProtectionKeys(_ => null), new RecordLimits { Depth = 3 });
        using var output = new Utf8Output();
        Assert.Null(structurer.Structure("{\"a\":[[1]],\"b\":\"[[1]]\",\"c\":\"[[[1]]]\"}"u8, output));
        Assert.Equal("{\"a\":[[1]],\"b\":[[1]],\"c\":\"[[[1]]]\"}", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(
            (RecordRules.TooDeep, 7L),
            structurer.Structure("{\"a\":[[[1]]]}"u8, output) is { } problem ? (problem.Rule, problem.Offset) : default
        );
    }

    [Fact]
    public void A_large_record_comes_out_whole()
    {
        var items = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"{{\"id\":\"é{i}\",\"value\":{i}.50}}"));
        var contract = Contracts.Of();
        var stringified = System.Text.Json.JsonSerializer.Serialize($"[{items}]");
        Assert.Equal(
            $"{{\"items\":[{items}]}}",
            Structure(contract with { Raw = contract.Raw with { Stringified = true } }, $"{{\"items\": {stringified}}}")
        );
    }

    private static string Structure(DatasetContract contract, string record)
    {
        using var structurer = new RecordStructurer(contract, new ProtectionKeys(_ => "a key of sixteen bytes"), RecordLimits.Default);
        using var output = new Utf8Output();
        Assert.Null(structurer.Structure(Encoding.UTF8.GetBytes(record), output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

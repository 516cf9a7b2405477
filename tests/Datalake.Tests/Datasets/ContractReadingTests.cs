using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Datasets;

public sealed class ContractReadingTests
{
    [Fact]
    public void A_contract_is_read_whole()
    {
        var contract = Sample.Read(Sample.Contract).Require();
        Assert.Equal(
            ("orders", "shop", "raw_orders", "orders"), (contract.Name, contract.Database, contract.StagedTable, contract.ConsumableTable));
        Assert.Equal("{shard}_Order/{id}/id/{version}", contract.Raw.Keys.Text);
        Assert.Equal((RawTextFormat.Json, true, ','), (contract.Raw.Format, contract.Raw.Stringified, contract.Raw.Csv.Delimiter));
        Assert.Equal([new Column("OrderId", HiveType.Parse("string"))], contract.Identity);
        Assert.Equal(["LastChange", "CreationDate"], contract.ChangedAt.Select(column => column.Key));
        Assert.Equal(
            [new DropRule(FieldPath.Parse("**.*attachment*")), new EntriesRule(FieldPath.Parse("Items[].categories"), "id", "name", "[]")],
            contract.Structure);
        Assert.Equal([new ProtectRule(FieldPath.Parse("Profile.email"), ProtectionKind.Hmac, KeyReference.Default)], contract.Protect);
        Assert.Equal(
            ["OrderId", "LastChange", "CreationDate", "Value", "Note", "Tags", "Fields", "Profile", "Items"],
            contract.Columns.Select(column => column.Key)
        );
        Assert.Equal("orderid", contract.Columns[0].Name);
    }

    [Fact]
    public void What_may_be_left_out_has_its_default()
    {
        var contract = Sample
            .ReadWith("""{"$schema":null,"structure":null,"protect":null,"raw":{"format":null,"stringified":null}}""")
            .Require();
        Assert.Empty(contract.Structure);
        Assert.Empty(contract.Protect);
        Assert.Equal((RawTextFormat.Json, false, ','), (contract.Raw.Format, contract.Raw.Stringified, contract.Raw.Csv.Delimiter));
    }

    [Fact]
    public void Csv_has_options()
    {
        var raw = Sample.ReadWith(
            """
            {"raw":{"format":"csv","stringified":null,"csv":{"delimiter":";","quote":null,"escape":"\\","header":["id","at"],
                "skipLines":2,"encoding":"windows-1252","null":["NA",""],"trim":true,"decimal":","}}}
            """).Require().Raw;
        Assert.Equal(RawTextFormat.Csv, raw.Format);
        var csv = raw.Csv;
        Assert.Equal((';', null, '\\', false, 2), (csv.Delimiter, csv.Quote, csv.Escape, csv.HasHeader, csv.SkipLines));
        Assert.Equal((CsvEncoding.Windows1252, true, true), (csv.Encoding, csv.Trim, csv.DecimalComma));
        Assert.Equal(["id", "at"], csv.Names);
        Assert.Equal(["NA", ""], csv.NullWords);
        Assert.Contains("OrderId", csv.Declared);
    }

    [Fact]
    public void Csv_is_that_of_rfc_4180_where_the_contract_is_silent()
    {
        foreach (var patch in (string[])[
            """{"raw":{"format":"csv","stringified":null}}""",
            """{"raw":{"format":"csv","stringified":null,"csv":{"header":true,"quote":"\"","escape":"\"","decimal":".","encoding":"UTF-8"}}}"""])
        {
            var csv = Sample.ReadWith(patch).Require().Raw.Csv;
            Assert.Equal((',', '"', null, true, 0), (csv.Delimiter, csv.Quote, csv.Escape, csv.HasHeader, csv.SkipLines));
            Assert.Equal((CsvEncoding.Utf8, false, false), (csv.Encoding, csv.Trim, csv.DecimalComma));
            Assert.Empty(csv.NullWords);
        }
    }

    [Fact]
    public void Records_may_lie_below_a_path() =>
        Assert.Equal("data[\"a.b\"][].nodes[]", Sample.ReadWith("""{"raw":{"records":"data[\"a.b\"][].nodes[]"}}""").Require().Raw.Records?.Text);

    [Fact]
    public void The_old_place_of_the_delimiter_says_where_it_is_now()
    {
        var problem = Sample.ReadWith("""{"raw":{"format":"csv","stringified":null,"delimiter":";"}}""").Problems.Single();
        Assert.Contains("\"csv\": { \"delimiter\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        var text =
            "\uFEFF// whose it is\n"
            + Sample
                .Contract.Replace("\"database\": \"shop\",", "\"database\": /* Glue */ \"shop\",", StringComparison.Ordinal)
            .Replace("[\"OrderId\"]", "[\"OrderId\",]", StringComparison.Ordinal);
        Assert.Empty(Sample.Read(text).Problems);
    }

    [Fact]
    public void Columns_are_named_without_regard_to_case() =>
        Assert.Equal("OrderId", Assert.Single(Sample.ReadWith("""{"identity":["orderid"]}""").Require().Identity).Key);

    [Theory]
    [InlineData("env:SHOP_KEY", KeyReferenceKind.EnvironmentVariable, "SHOP_KEY")]
    [InlineData("file:/run/secrets/a:b", KeyReferenceKind.File, "/run/secrets/a:b")]
    public void A_key_is_named_by_its_place(string text, KeyReferenceKind kind, string name)
    {
        var rule = Assert.Single(
            Sample.ReadWith($$"""{"protect":[{"path":"Note","with":"encrypt","key":"{{text}}"}]}""").Require().Protect
        );
        Assert.Equal(new KeyReference(kind, name), rule.Key);
        Assert.Equal(text, rule.Key!.ToString());
    }

    [Theory]
    [InlineData("""{"z":1.50,"é":["<",null]}""", """{"z":1.50,"é":["<",null]}""")]
    [InlineData("[ 1 , 12345678901234567890.10 ]", "[1,12345678901234567890.10]")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("null", null)]
    public void The_default_of_entries_is_kept_as_compact_JSON(string written, string? kept)
    {
        var text = Sample.Contract.Replace("\"default\": []", $"\"default\": /* in its place */ {written}", StringComparison.Ordinal);
        Assert.Equal(kept, Sample.Read(text).Require().Structure.OfType<EntriesRule>().Single().Default);
    }

    [Fact]
    public void Every_problem_is_reported_at_once()
    {
        var result = Sample.ReadWith("""
            {
              "name": "Orders", "databse": "x", "database": null, "identity": ["OrderNo"], "changedAt": ["Value"],
              "raw": { "keys": "{a}{b}", "format": "xml", "stringified": "yes" },
              "structure": [ {}, { "drop": "Items[].id" }, { "entries": "Tags" } ],
              "protect": [ { "path": "a..b", "with": "hash" } ],
              "columns": { "ORDERID": "string", "year": "int", "Value": "bigint", "Total": "money" }
            }
            """);
        Assert.Null(result.Contract);
        Assert.Equal(
            [
                ("$.databse", "property-unknown"), ("$.name", "dataset-name"), ("$.database", "property-missing"),
                ("$.raw.keys", "key-template"), ("$.raw.format", "raw-format"), ("$.raw.stringified", "json-kind"),
                ("$.columns.ORDERID", "column-collision"), ("$.columns.year", "column-reserved"), ("$.columns.Total", "column-type"),
                ("$.identity[0]", "column-undeclared"), ("$.changedAt[0]", "changed-at-type"),
                ("$.structure[0]", "structure-kind"), ("$.structure[2].as", "property-missing"),
                ("$.protect[0].path", "field-path"), ("$.protect[0].with", "protect-kind"),
                ("$.structure[1].drop", "structure-removes-column"),
            ],
            result.Problems.Select(problem => (problem.Path, problem.Rule)));
        var exception = Assert.Throws<ContractException>(result.Require);
        Assert.Same(result.Problems, exception.Problems);
        Assert.All(result.Problems, problem => Assert.Contains(problem.ToString(), exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"name\": \"a\" \"b\"}")]
    public void Text_that_is_not_JSON_is_one_problem(string text)
    {
        var problem = Assert.Single(Sample.Read(text).Problems);
        Assert.Equal(("$", "json-syntax"), (problem.Path, problem.Rule));
        Assert.StartsWith("Line 1, byte ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_that_is_not_Unicode_is_one_problem_with_its_place()
    {
        var halfPair = Assert.Single(Sample.Read("{\n  \"name\": \"\\ud800\"}").Problems);
        Assert.Equal(("$", "json-syntax"), (halfPair.Path, halfPair.Rule));
        Assert.StartsWith("Line 2, byte 11:", halfPair.Message, StringComparison.Ordinal);
        byte[] latin1 = [.. "{\"name\": \""u8, 0xE9, .. "\"}"u8];
        Assert.Equal("json-syntax", Assert.Single(DatasetContractReader.Read(latin1, "x").Problems).Rule);
    }

    [Fact]
    public void Hostile_depth_is_one_problem() =>
        Assert.Equal(
            "json-syntax", Assert.Single(DatasetContractReader.Read(Encoding.UTF8.GetBytes(new string('[', 100_000)), "x").Problems).Rule);

    [Fact]
    public void However_a_contract_is_damaged_it_is_a_contract_or_has_problems()
    {
        var damage = Gen.Elements(
            "null",
            "1",
            "\"\"",
            "\"x.y[]\"",
            "\"Items\"",
            "{}",
            "[]",
            "[null]",
            "[\"Items\"]",
            "{\"\":{}}",
            "\"\\ud83d\\ude00\"",
            "true",
            "{",
            ",",
            ""
        );
        var place = Gen.Choose(0, Sample.Contract.Length - 1);
        Prop.ForAll(Arb.From(place), Arb.From(Gen.Choose(0, 40)), Arb.From(damage), (start, length, with) =>
        {
            var end = Math.Min(start + length, Sample.Contract.Length);
            return ContractOrProblems(Sample.Read(Sample.Contract[..start] + with + Sample.Contract[end..]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Whatever_value_is_replaced_it_is_a_contract_or_has_problems()
    {
        string[] values =
        [
            "null",
            "1",
            "\"\"",
            "\"Items[].x\"",
            "\"**.*\"",
            "{}",
            "[]",
            "[null]",
            "[[\"a\",\"b\"]]",
            "{\"\":{}}",
            "true",
            "[\"Items\",\"Value\"]",
        ];
        foreach (var path in Sample.Values())
        {
            Assert.All(values, value => Assert.True(ContractOrProblems(Sample.Read(Sample.Replacing(path, value))), $"{path}: {value}"));
        }
    }

    [Theory]
    [InlineData("[]", "$", "an object, but is an array")]
    [InlineData("null", "$", "an object, but is null")]
    public void A_contract_is_an_object(string text, string path, string message)
    {
        var problem = Assert.Single(Sample.Read(text).Problems);
        Assert.Equal((path, "json-kind"), (problem.Path, problem.Rule));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    private static bool ContractOrProblems(ContractResult result) => (result.Contract is null) == (result.Problems.Count > 0);
}

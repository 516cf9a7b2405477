using System.Text;

namespace Datalake.Tests.Datasets;

/// <summary>One wrong contract a row: the sample with a JSON merge patch, the place and the rule it breaks.</summary>
public sealed class ContractProblemTests
{
    [Theory]
    [InlineData("""{"nmae":"x"}""", "$.nmae", "property-unknown")]
    [InlineData("""{"limits":{}}""", "$.limits", "property-unknown")]
    [InlineData("""{"raw":{"key":"x"}}""", "$.raw.key", "property-unknown")]
    [InlineData("""{"structure":[{"drop":"x","note-1":""}]}""", "$.structure[0]['note-1']", "property-unknown")]
    [InlineData("""{"protect":[{"path":"Note","with":"hmac","why":""}]}""", "$.protect[0].why", "property-unknown")]
    [InlineData("""{"name":null}""", "$.name", "property-missing")]
    [InlineData("""{"database":null}""", "$.database", "property-missing")]
    [InlineData("""{"raw":null}""", "$.raw", "property-missing")]
    [InlineData("""{"raw":{"keys":null}}""", "$.raw.keys", "property-missing")]
    [InlineData("""{"identity":null}""", "$.identity", "property-missing")]
    [InlineData("""{"changedAt":null}""", "$.changedAt", "property-missing")]
    [InlineData("""{"structure":[{"entries":"x"}]}""", "$.structure[0].as", "property-missing")]
    [InlineData("""{"protect":[{"with":"hmac"}]}""", "$.protect[0].path", "property-missing")]
    [InlineData("""{"protect":[{"path":"Note"}]}""", "$.protect[0].with", "property-missing")]
    [InlineData("""{"columns":{"Value":{"format":"iso"}}}""", "$.columns.Value.type", "property-missing")]
    [InlineData("""{"columns":{"Value":{"type":"bigint","nullable":true}}}""", "$.columns.Value.nullable", "property-unknown")]
    [InlineData("""{"structure":[{"rename":"x"}]}""", "$.structure[0].to", "property-missing")]
    [InlineData("""{"structure":[{"copy":"x"}]}""", "$.structure[0].to", "property-missing")]
    public void Properties_are_known_and_there(string patch, string path, string rule) => Sample.Breaks(patch, path, rule);

    [Theory]
    [InlineData("""{"$schema":1}""", "$['$schema']")]
    [InlineData("""{"name":1}""", "$.name")]
    [InlineData("""{"database":[]}""", "$.database")]
    [InlineData("""{"raw":"x"}""", "$.raw")]
    [InlineData("""{"raw":{"keys":true}}""", "$.raw.keys")]
    [InlineData("""{"raw":{"format":1}}""", "$.raw.format")]
    [InlineData("""{"raw":{"stringified":"true"}}""", "$.raw.stringified")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"delimiter":9}}}""", "$.raw.csv.delimiter")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":";"}}""", "$.raw.csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"skipLines":-1}}}""", "$.raw.csv.skipLines")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"skipLines":"2"}}}""", "$.raw.csv.skipLines")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"trim":1}}}""", "$.raw.csv.trim")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"null":"NA"}}}""", "$.raw.csv.null")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"header":["id",2]}}}""", "$.raw.csv.header[1]")]
    [InlineData("""{"raw":{"records":[]}}""", "$.raw.records")]
    [InlineData("""{"identity":"OrderId"}""", "$.identity")]
    [InlineData("""{"identity":["OrderId",1]}""", "$.identity[1]")]
    [InlineData("""{"changedAt":{}}""", "$.changedAt")]
    [InlineData("""{"structure":{}}""", "$.structure")]
    [InlineData("""{"structure":["x"]}""", "$.structure[0]")]
    [InlineData("""{"structure":[{"drop":1}]}""", "$.structure[0].drop")]
    [InlineData("""{"structure":[{"entries":"x","as":"id"}]}""", "$.structure[0].as")]
    [InlineData("""{"structure":[{"entries":"x","as":["id",2]}]}""", "$.structure[0].as[1]")]
    [InlineData("""{"protect":{}}""", "$.protect")]
    [InlineData("""{"protect":[{"path":"Note","with":1}]}""", "$.protect[0].with")]
    [InlineData("""{"protect":[{"path":"Note","with":"hmac","key":1}]}""", "$.protect[0].key")]
    [InlineData("""{"columns":[]}""", "$.columns")]
    [InlineData("""{"columns":{"Value":8}}""", "$.columns.Value")]
    [InlineData("""{"columns":{"Value":{"type":8}}}""", "$.columns.Value.type")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":[1]}}}""", "$.columns.LastChange.format[0]")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","zone":1}}}""", "$.columns.LastChange.zone")]
    [InlineData("""{"structure":[{"rename":"x","to":1}]}""", "$.structure[0].to")]
    public void Values_have_their_kind(string patch, string path) => Sample.Breaks(patch, path, "json-kind");

    [Theory]
    [InlineData("Orders")]
    [InlineData("or-ders")]
    [InlineData("1orders")]
    [InlineData("_orders")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_dataset_has_the_name_of_one(string name) => Sample.Breaks($$"""{"name":"{{name}}"}""", "$.name", "dataset-name");

    [Theory]
    [InlineData("Shop")]
    [InlineData("shop.eu")]
    [InlineData("")]
    public void A_database_has_the_name_of_one(string name) =>
        Sample.Breaks($$"""{"database":"{{name}}"}""", "$.database", "database-name");

    [Theory]
    [InlineData("""{"raw":{"keys":"{a}{b}"}}""", "$.raw.keys", "key-template")]
    [InlineData("""{"raw":{"format":"xml"}}""", "$.raw.format", "raw-format")]
    [InlineData("""{"raw":{"format":"JSON"}}""", "$.raw.format", "raw-format")]
    [InlineData("""{"raw":{"format":"csv"}}""", "$.raw.stringified", "raw-stringified")]
    [InlineData("""{"raw":{"delimiter":";"}}""", "$.raw.delimiter", "property-unknown")]
    [InlineData("""{"raw":{"csv":{"delimiter":";"}}}""", "$.raw.csv", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"records":"a[]"}}""", "$.raw.records", "raw-records")]
    [InlineData("""{"raw":{"records":"a[].*"}}""", "$.raw.records", "raw-records")]
    [InlineData("""{"raw":{"records":"**.a"}}""", "$.raw.records", "raw-records")]
    [InlineData("""{"raw":{"records":""}}""", "$.raw.records", "raw-records")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"quote":"''"}}}""", "$.raw.csv.quote", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"escape":"é"}}}""", "$.raw.csv.escape", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"delimiter":"'","quote":"'"}}}""", "$.raw.csv", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"encoding":"utf-7"}}}""", "$.raw.csv.encoding", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"decimal":";"}}}""", "$.raw.csv.decimal", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"header":false}}}""", "$.raw.csv.header", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"header":[]}}}""", "$.raw.csv.header", "list-empty")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"delimiter":"||"}}}""", "$.raw.csv.delimiter", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"delimiter":""}}}""", "$.raw.csv.delimiter", "raw-csv")]
    [InlineData("""{"raw":{"format":"csv","stringified":null,"csv":{"delimiter":"\""}}}""", "$.raw.csv.delimiter", "raw-csv")]
    public void Raw_is_found_and_read(string patch, string path, string rule) => Sample.Breaks(patch, path, rule);

    [Theory]
    [InlineData("""{"columns":{"Total":"money"}}""", "$.columns.Total", "column-type")]
    [InlineData("""{"columns":{"Total":"struct<a:int,A:int>"}}""", "$.columns.Total", "column-type")]
    [InlineData("""{"columns":{"value":"int"}}""", "$.columns.value", "column-collision")]
    [InlineData("""{"columns":{"_source":"string"}}""", "$.columns._source", "column-reserved")]
    [InlineData("""{"columns":{"_mine":"string"}}""", "$.columns._mine", "column-reserved")]
    [InlineData("""{"columns":{"year":"int"}}""", "$.columns.year", "column-reserved")]
    [InlineData("""{"columns":{"Month":"int"}}""", "$.columns.Month", "column-reserved")]
    [InlineData("""{"columns":{"day":"int"}}""", "$.columns.day", "column-reserved")]
    [InlineData("""{"columns":{"Ingestion":"int"}}""", "$.columns.Ingestion", "column-reserved")]
    [InlineData("""{"columns":{"ingestion_hour":"int"}}""", "$.columns.ingestion_hour", "column-reserved")]
    [InlineData("""{"columns":{"":"int"}}""", "$.columns['']", "column-name")]
    [InlineData("""{"columns":{"a,b":"int"}}""", "$.columns['a,b']", "column-name")]
    [InlineData("""{"columns":{"a b":"int"}}""", "$.columns['a b']", "column-name")]
    [InlineData("""{"columns":{"a=(b)":"int"}}""", "$.columns['a=(b)']", "column-name")]
    [InlineData("""{"columns":{"a":"array<struct<x:map<string,struct<`b c`:int>>>>"}}""", "$.columns.a", "column-name")]
    [InlineData("""{"columns":{"a`b":"int"}}""", "$.columns['a`b']", "column-name")]
    [InlineData("""{"columns":{"Value":{"type":"bigint","format":"iso"}}}""", "$.columns.Value.format", "column-format")]
    [InlineData("""{"columns":{"Value":{"type":"array<date>","zone":"UTC"}}}""", "$.columns.Value.zone", "column-format")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":"epoch"}}}""", "$.columns.LastChange.format", "column-format")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":"yyyy-mm-dd"}}}""", "$.columns.LastChange.format", "column-format")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":"H:mm"}}}""", "$.columns.LastChange.format", "column-format")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":"M/d/yyyy h:mm"}}}""", "$.columns.LastChange.format", "column-format")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":"yyyy-MM-dd q"}}}""", "$.columns.LastChange.format", "column-format")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","format":[]}}}""", "$.columns.LastChange.format", "list-empty")]
    [InlineData("""{"columns":{"LastChange":{"type":"timestamp","zone":"London"}}}""", "$.columns.LastChange.zone", "column-format")]
    public void Columns_can_be_columns(string patch, string path, string rule) => Sample.Breaks(patch, path, rule);

    [Theory]
    [InlineData("""{"identity":[]}""", "$.identity", "list-empty")]
    [InlineData("""{"identity":["OrderNo"]}""", "$.identity[0]", "column-undeclared")]
    [InlineData("""{"identity":["OrderId","orderid"]}""", "$.identity[1]", "column-repeated")]
    [InlineData("""{"identity":["Items"]}""", "$.identity[0]", "identity-type")]
    [InlineData("""{"identity":["Ratio"],"columns":{"Ratio":"double"}}""", "$.identity[0]", "identity-type")]
    [InlineData("""{"identity":["Ratio"],"columns":{"Ratio":"float"}}""", "$.identity[0]", "identity-type")]
    [InlineData("""{"changedAt":[]}""", "$.changedAt", "list-empty")]
    [InlineData("""{"changedAt":["LastChange","Changed"]}""", "$.changedAt[1]", "column-undeclared")]
    [InlineData("""{"changedAt":["LastChange","LastChange"]}""", "$.changedAt[1]", "column-repeated")]
    [InlineData("""{"changedAt":["Note"]}""", "$.changedAt[0]", "changed-at-type")]
    public void Identity_and_changedAt_name_columns(string patch, string path, string rule) => Sample.Breaks(patch, path, rule);

    [Theory]
    [InlineData("""{"structure":[{}]}""", "$.structure[0]", "structure-kind")]
    [InlineData("""{"structure":[{"drop":"x","entries":"y","as":["a","b"]}]}""", "$.structure[0]", "structure-kind")]
    [InlineData("""{"structure":[{"drop":"x","as":["a","b"]}]}""", "$.structure[0].as", "structure-kind")]
    [InlineData("""{"structure":[{"drop":"x","default":[]}]}""", "$.structure[0].default", "structure-kind")]
    [InlineData("""{"structure":[{"drop":"x","to":"y"}]}""", "$.structure[0].to", "structure-kind")]
    [InlineData("""{"structure":[{"rename":"x","copy":"x","to":"y"}]}""", "$.structure[0]", "structure-kind")]
    [InlineData("""{"structure":[{"rename":"x[]","to":"y"}]}""", "$.structure[0].rename", "structure-rename")]
    [InlineData("""{"structure":[{"rename":"x*","to":"y"}]}""", "$.structure[0].rename", "structure-rename")]
    [InlineData("""{"structure":[{"rename":"x","to":"X"}]}""", "$.structure[0].rename", "structure-rename")]
    [InlineData("""{"structure":[{"rename":"x","to":""}]}""", "$.structure[0].to", "structure-rename")]
    [InlineData("""{"structure":[{"copy":"x[].y","to":"y"}]}""", "$.structure[0].copy", "structure-copy")]
    [InlineData("""{"structure":[{"copy":"**.x","to":"y"}]}""", "$.structure[0].copy", "structure-copy")]
    [InlineData("""{"structure":[{"copy":"x","to":"y"},{"copy":"X","to":"Y"}]}""", "$.structure[1].copy", "structure-repeated")]
    [InlineData("""{"structure":[{"fill":"x","with":null}]}""", "$.structure[0].with", "structure-fill")]
    [InlineData("""{"structure":[{"fill":"x[]","with":1}]}""", "$.structure[0].fill", "structure-fill")]
    [InlineData("""{"structure":[{"fill":"**.x","with":1}]}""", "$.structure[0].fill", "structure-fill")]
    [InlineData("""{"structure":[{"fill":"x"}]}""", "$.structure[0].with", "property-missing")]
    [InlineData("""{"structure":[{"drop":"x"},{"fill":"x","with":1}]}""", "$.structure[1].fill", "structure-repeated")]
    [InlineData("""{"structure":[{"rename":"x","to":"y"},{"rename":"x","to":"z"}]}""", "$.structure[1].rename", "structure-repeated")]
    [InlineData("""{"structure":[{"drop":"a..b"}]}""", "$.structure[0].drop", "field-path")]
    [InlineData("""{"structure":[{"entries":"","as":["a","b"]}]}""", "$.structure[0].entries", "field-path")]
    [InlineData("""{"structure":[{"entries":"x","as":["a"]}]}""", "$.structure[0].as", "structure-entries")]
    [InlineData("""{"structure":[{"entries":"x","as":["a","A"]}]}""", "$.structure[0].as", "structure-entries")]
    [InlineData("""{"structure":[{"entries":"x","as":["a",""]}]}""", "$.structure[0].as", "structure-entries")]
    [InlineData("""{"structure":[{"drop":"x.y"},{"drop":"X.y"}]}""", "$.structure[1].drop", "structure-repeated")]
    [InlineData("""{"structure":[{"entries":"Fields","as":["a","b"]}]}""", "$.structure[0].entries", "structure-entries-type")]
    [InlineData("""{"structure":[{"drop":"Note.x"}]}""", "$.structure[0].drop", "path-into-text")]
    [InlineData("""{"structure":[{"entries":"Note[]","as":["a","b"]}]}""", "$.structure[0].entries", "path-into-text")]
    public void Structure_rules_make_sense(string patch, string path, string rule) => Sample.Breaks(patch, path, rule);

    [Theory]
    [InlineData("Note", "'Note'")]
    [InlineData("orderid", "'OrderId' (identity)")]
    [InlineData("**.lastchange", "'LastChange' (changedAt)")]
    [InlineData("*date", "'CreationDate' (changedAt)")]
    [InlineData("Tags[]", "'Tags[]'")]
    [InlineData("Profile.age", "'Profile.age'")]
    [InlineData("**.age", "'Profile.age'")]
    [InlineData("Items[].categories", "'Items[].categories'")]
    [InlineData("**.*e", "'LastChange' (changedAt), 'CreationDate' (changedAt), 'Value', 'Note', 'Profile' and 2 more")]
    public void A_drop_does_not_take_a_declared_field_away(string path, string named)
    {
        var problem = Sample.Breaks($$"""{"structure":[{"drop":"{{path}}"}]}""", "$.structure[0].drop", "structure-removes-column");
        Assert.Contains($"declares: {named}.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Undeclared")]
    [InlineData("Profile.undeclared")]
    [InlineData("Items[].undeclared")]
    [InlineData("Items[].categories[].undeclared")]
    [InlineData("Fields.one")]
    [InlineData("Fields.*x*")]
    [InlineData("**.name")]
    [InlineData("Value\"},{\"rename\":\"_value\",\"to\":\"Value")]
    [InlineData("Note\"},{\"copy\":\"Profile.email\",\"to\":\"Note")]
    public void A_drop_may_take_what_is_undeclared_or_data_or_made_by_entries(string path) =>
        Assert.Empty(
            Sample.ReadWith($$"""{"structure":[{"drop":"{{path}}"},{"entries":"Items[].categories","as":["id","name"]}]}""").Problems
        );

    [Theory]
    [InlineData("""{"path":"Note","with":"hash"}""", "$.protect[0].with", "protect-kind")]
    [InlineData("""{"path":"a[0]","with":"hmac"}""", "$.protect[0].path", "field-path")]
    [InlineData("""{"path":"Note","with":"hmac","key":"s3cret"}""", "$.protect[0].key", "protect-key")]
    [InlineData("""{"path":"Note","with":"hmac","key":"env:"}""", "$.protect[0].key", "protect-key")]
    [InlineData("""{"path":"Note","with":"hmac","key":"env:1A"}""", "$.protect[0].key", "protect-key")]
    [InlineData("""{"path":"Note","with":"encrypt","key":"file: "}""", "$.protect[0].key", "protect-key")]
    [InlineData("""{"path":"Note","with":"mask","key":"env:A"}""", "$.protect[0].key", "protect-key")]
    [InlineData("""{"path":"x","with":"remove","key":"env:A"}""", "$.protect[0].key", "protect-key")]
    [InlineData("""{"path":"Value","with":"hmac"}""", "$.protect[0].path", "protect-type")]
    [InlineData("""{"path":"Profile","with":"encrypt"}""", "$.protect[0].path", "protect-type")]
    [InlineData("""{"path":"Tags","with":"mask"}""", "$.protect[0].path", "protect-type")]
    [InlineData("""{"path":"Fields.total","with":"mask"}""", "$.protect[0].path", "protect-type")]
    [InlineData("""{"path":"**.a*e","with":"mask"}""", "$.protect[0].path", "protect-type")]
    [InlineData("""{"path":"LastChange","with":"hmac"}""", "$.protect[0].path", "protect-changed-at")]
    [InlineData("""{"path":"**.last*","with":"mask"}""", "$.protect[0].path", "protect-changed-at")]
    [InlineData("""{"path":"OrderId","with":"mask"}""", "$.protect[0].path", "protect-identity")]
    [InlineData("""{"path":"OrderId","with":"remove"}""", "$.protect[0].path", "protect-removes-column")]
    [InlineData("""{"path":"CreationDate","with":"remove"}""", "$.protect[0].path", "protect-removes-column")]
    [InlineData("""{"path":"Profile.email","with":"remove"}""", "$.protect[0].path", "protect-removes-column")]
    [InlineData("""{"path":"Note.email","with":"hmac"}""", "$.protect[0].path", "path-into-text")]
    [InlineData("""{"path":"_id","with":"hmac"},{"path":"x","with":"mask"}],"structure":[{"rename":"_id","to":"Value"}""", "$.protect[0].path", "protect-type")]
    [InlineData("""{"path":"Undeclared.at","with":"hmac"}],"structure":[{"copy":"Undeclared.at","to":"LastChange"}""", "$.protect[0].path", "protect-changed-at")]
    [InlineData("""{"path":"Undeclared.id","with":"mask"}],"structure":[{"copy":"Undeclared.id","to":"OrderId"}""", "$.protect[0].path", "protect-identity")]
    [InlineData("""{"path":"Note","with":"hmac"},{"path":"note","with":"mask"}""", "$.protect[1].path", "protect-repeated")]
    public void Protect_rules_make_sense(string rules, string path, string rule) =>
        Sample.Breaks($$"""{"protect":[{{rules}}]}""", path, rule);

    [Theory]
    [InlineData("""{"path":"OrderId","with":"hmac"}""")]
    [InlineData("""{"path":"OrderId","with":"encrypt"}""")]
    [InlineData("""{"path":"Tags[]","with":"mask"}""")]
    [InlineData("""{"path":"Items[].categories.12","with":"encrypt"}""")]
    [InlineData("""{"path":"Undeclared.phone","with":"remove"}""")]
    public void Protect_rules_speak_of_text(string rule) => Assert.Empty(Sample.ReadWith($$"""{"protect":[{{rule}}]}""").Problems);

    [Theory]
    [InlineData("Items.id")]
    [InlineData("Profile[].phone")]
    [InlineData("Profile[]")]
    [InlineData("Fields[]")]
    [InlineData("Value.x")]
    [InlineData("Profile.age.x")]
    [InlineData("Fields.x.y")]
    [InlineData("CreationDate[]")]
    public void A_path_goes_along_the_declared_types(string path)
    {
        Sample.Breaks($$"""{"structure":[{"drop":"{{path}}"}]}""", "$.structure[0].drop", "path-shape");
        Sample.Breaks($$"""{"protect":[{"path":"{{path}}","with":"hmac"}]}""", "$.protect[0].path", "path-shape");
    }

    [Fact]
    public void A_secret_in_place_of_its_name_is_not_repeated() =>
        Assert.DoesNotContain(
            "s3cret",
            Sample.Breaks("""{"protect":[{"path":"Note","with":"hmac","key":"s3cret"}]}""", "$.protect[0].key", "protect-key").Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_path_may_lead_into_a_string_column_that_is_not_stringified() =>
        Assert.Empty(Sample.ReadWith("""{"raw":{"stringified":false},"structure":[{"drop":"Note.x"}]}""").Problems);

    [Fact]
    public void Columns_without_any_are_reported_with_all_that_misses_them() =>
        Assert.Equal(
            ["list-empty", "column-undeclared", "column-undeclared", "column-undeclared"],
            Sample.Read(Replaced(Sample.Contract, "\"columns\": {", "\"columns\": {} }")).Problems.Select(problem => problem.Rule));

    [Fact]
    public void Missing_columns_are_one_problem() => Sample.Breaks("""{"columns":null}""", "$.columns", "property-missing");

    [Fact]
    public void A_property_that_stands_twice_is_a_problem_wherever()
    {
        var text = Sample.Contract
            .Replace("\"Value\": \"bigint\",", "\"Value\": \"bigint\", \"Value\": \"int\",", StringComparison.Ordinal)
            .Replace("\"with\": \"hmac\"", "\"with\": \"hmac\", \"with\": \"mask\"", StringComparison.Ordinal);
        Assert.Equal(
            [("$.columns.Value", "property-duplicate"), ("$.protect[0].with", "property-duplicate")],
            Sample.Read(text).Problems.Select(problem => (problem.Path, problem.Rule)));
    }

    [Theory]
    [InlineData("""{"chnagedAt":[]}""", "$.chnagedAt", "property-unknown", "Did you mean 'changedAt'?")]
    [InlineData("""{"Protect":[]}""", "$.Protect", "property-unknown", "Did you mean 'protect'?")]
    [InlineData("""{"partitionBy":"x"}""", "$.partitionBy", "property-unknown", "Known here: $schema, name")]
    [InlineData("""{"identity":["OrderIdd"]}""", "$.identity[0]", "column-undeclared", "Did you mean 'OrderId'?")]
    [InlineData("""{"name":"Web Orders"}""", "$.name", "dataset-name", "'web_orders' would do.")]
    [InlineData("""{"protect":[{"path":"Note","with":"hmca"}]}""", "$.protect[0].with", "protect-kind", "Did you mean 'hmac'?")]
    public void A_near_name_is_hinted_at(string patch, string path, string rule, string hint) =>
        Assert.Contains(hint, Sample.Breaks(patch, path, rule).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_value_is_cut_in_the_message()
    {
        var problem = Sample.Breaks($$"""{"name":"{{new string('X', 10_000)}}"}""", "$.name", "dataset-name");
        Assert.True(Encoding.UTF8.GetByteCount(problem.Message) < 600);
    }

    private static string Replaced(string text, string from, string with) => text[..text.IndexOf(from, StringComparison.Ordinal)] + with;
}

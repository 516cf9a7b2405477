using Datalake.Documents;

namespace Datalake.Server.Tests.Settings;

/// <summary>One wrong lake.json a row: the sample with a JSON merge patch, the place and the rule it breaks.</summary>
public sealed class SettingsProblemTests
{
    private const string Secret = "s3cr3t-0f-th3-sh0p";

    [Theory]
    [InlineData("""{"listne":"x"}""", "$.listne", "property-unknown")]
    [InlineData("""{"limits":{"rows":1}}""", "$.limits.rows", "property-unknown")]
    [InlineData("""{"tokens":[{"name":"a","roles":["read"]}]}""", "$.tokens[0].sha256", "property-missing")]
    [InlineData("""{"tokens":[{"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","roles":["read"]}]}""", "$.tokens[0].name", "property-missing")]
    [InlineData("""{"tls":{"certificate":null}}""", "$.tls.certificate", "property-missing")]
    [InlineData("""{"cors":{"origins":null}}""", "$.cors.origins", "property-missing")]
    [InlineData("""{"webhooks":{"shop":{"scheme":null}}}""", "$.webhooks.shop.scheme", "property-missing")]
    [InlineData("""{"webhooks":{"shop":{"secrets":null}}}""", "$.webhooks.shop.secrets", "property-missing")]
    [InlineData("""{"listen":8080}""", "$.listen", "json-kind")]
    [InlineData("""{"behindProxy":"yes"}""", "$.behindProxy", "json-kind")]
    [InlineData("""{"seal":5}""", "$.seal", "json-kind")]
    [InlineData("""{"limits":{"queryRows":"5"}}""", "$.limits.queryRows", "json-kind")]
    [InlineData("""{"webhooks":[]}""", "$.webhooks", "json-kind")]
    [InlineData("""{"sources":[]}""", "$.sources", "json-kind")]
    public void Properties_are_known_and_there(string patch, string path, string rule) => SampleSettings.Breaks(patch, path, rule);

    [Theory]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.1:80")]
    [InlineData("0127.0.0.1:80")]
    [InlineData("2130706433:80")]
    [InlineData("256.0.0.1:80")]
    [InlineData("::1:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("[fe80::1%eth0]:80")]
    [InlineData("shop.example:80")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("127.0.0.1:80 ")]
    public void An_address_to_listen_on_has_the_form_of_one(string text) => SampleSettings.Breaks($$"""{"listen":"{{text}}"}""", "$.listen", "listen-address");

    [Theory]
    [InlineData("""{"tls":{"certificate":"/etc/tls.pem"}}""", "$.tls.certificate", "tls-file")]
    [InlineData("""{"tls":{"certificate":"env:CERT"}}""", "$.tls.certificate", "tls-file")]
    [InlineData("""{"tls":{"certificate":"file:a.PFX"}}""", "$.tls.key", "tls-file")]
    [InlineData("""{"cors":{"origins":["*"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["https://*.shop.example"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["https://shop.example/"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["https://shop.example:443"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["https://Shop.example"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["https://a@shop.example"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["null"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"cors":{"origins":["shop.example"]}}""", "$.cors.origins[0]", "cors-origin")]
    [InlineData("""{"limits":{"body":"64"}}""", "$.limits.body", "size")]
    [InlineData("""{"limits":{"body":"64mb"}}""", "$.limits.body", "size")]
    [InlineData("""{"limits":{"body":"1.5MB"}}""", "$.limits.body", "size")]
    [InlineData("""{"limits":{"body":"0MB"}}""", "$.limits.body", "size")]
    [InlineData("""{"limits":{"body":"2GiB"}}""", "$.limits.body", "size")]
    [InlineData("""{"limits":{"raw":"9999999GiB"}}""", "$.limits.raw", "size")]
    [InlineData("""{"limits":{"queryTime":"60"}}""", "$.limits.queryTime", "duration")]
    [InlineData("""{"limits":{"queryTime":"1 m"}}""", "$.limits.queryTime", "duration")]
    [InlineData("""{"limits":{"queryTime":"-1s"}}""", "$.limits.queryTime", "duration")]
    [InlineData("""{"limits":{"queryTime":"999999d"}}""", "$.limits.queryTime", "duration")]
    [InlineData("""{"limits":{"queryRows":0}}""", "$.limits.queryRows", "count")]
    [InlineData("""{"seal":"2h"}""", "$.seal", "duration")]
    [InlineData("""{"seal":{"time":"1ms"}}""", "$.seal.time", "duration")]
    [InlineData("""{"schedules":{"partition":"10 * * *"}}""", "$.schedules.partition", "schedule")]
    [InlineData("""{"schedules":{"partition":"0 10 * * * *"}}""", "$.schedules.partition", "schedule")]
    [InlineData("""{"schedules":{"partition":"61 * * * *"}}""", "$.schedules.partition", "schedule")]
    [InlineData("""{"schedules":{"vacuum":"0 0 30 2 *"}}""", "$.schedules.vacuum", "schedule")]
    [InlineData("""{"sources":{"shop":{"kind":"shopify"}}}""", "$.sources.shop", "source-kind")]
    public void Values_have_their_form(string patch, string path, string rule) => SampleSettings.Breaks(patch, path, rule);

    [Theory]
    [InlineData("""{"webhooks":{"shop":{"scheme":"Shopify"}}}""", "$.webhooks.shop.scheme", "webhook-scheme")]
    [InlineData("""{"webhooks":{"shop":{"secrets":[]}}}""", "$.webhooks.shop.secrets", "webhook-secrets")]
    [InlineData("""{"webhooks":{"shop":{"secrets":["env:A","env:B","env:C","env:D","env:E"]}}}""", "$.webhooks.shop.secrets", "webhook-secrets")]
    [InlineData("""{"webhooks":{"shop":{"dataset":"orders"}}}""", "$.webhooks.shop", "webhook-dataset")]
    [InlineData("""{"webhooks":{"pay":{"dataset":null}}}""", "$.webhooks.pay", "webhook-dataset")]
    [InlineData("""{"webhooks":{"till":{"dataset":null,"datasets":{"a":"b"}}}}""", "$.webhooks.till.datasets", "webhook-dataset")]
    [InlineData("""{"webhooks":{"shop":{"tolerance":"5m"}}}""", "$.webhooks.shop.tolerance", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"header":"X-A"}}}""", "$.webhooks.shop.header", "webhook-option")]
    [InlineData("""{"webhooks":{"till":{"header":"X A"}}}""", "$.webhooks.till.header", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"headers":["a:b"]}}}""", "$.webhooks.shop.headers[0]", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"topic":"X-Topic"}}}""", "$.webhooks.shop.topic", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"topic":"header:X Topic"}}}""", "$.webhooks.shop.topic", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"datasets":{"*/create":"orders"}}}}""", "$.webhooks.shop.datasets['*/create']", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"erase":{"customer/redact":[]}}}}""", "$.webhooks.shop.erase['customer/redact']", "webhook-option")]
    [InlineData("""{"webhooks":{"pay":{"erase":{"customers/redact":[]}}}}""", "$.webhooks.pay.erase['customers/redact']", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"erase":{"shop/redact":[{"dataset":"a"}]}}}}""", "$.webhooks.shop.erase['shop/redact'][0].where", "property-missing")]
    [InlineData("""{"webhooks":{"shop":{"erase":{"shop/redact":[{"dataset":"a","where":"id = 1"}]}}}}""", "$.webhooks.shop.erase['shop/redact'][0].where", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"erase":{"shop/redact":[{"dataset":"a","where":"id = {id"}]}}}}""", "$.webhooks.shop.erase['shop/redact'][0].where", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"erase":{"shop/redact":[{"dataset":"a","where":"id = {*}"}]}}}}""", "$.webhooks.shop.erase['shop/redact'][0].where", "webhook-option")]
    [InlineData("""{"webhooks":{"shop":{"erase":{"shop/redact":[{"dataset":"a","where":"a = {a[]} AND b = {b[]}"}]}}}}""", "$.webhooks.shop.erase['shop/redact'][0].where", "webhook-option")]
    [InlineData("""{"webhooks":{"a/b":{"scheme":"token","secrets":["env:A"],"dataset":"x"}}}""", "$.webhooks['a/b']", "name")]
    [InlineData("""{"webhooks":{"..":{"scheme":"token","secrets":["env:A"],"dataset":"x"}}}""", "$.webhooks['..']", "name")]
    public void Webhooks_are_complete_and_make_sense(string patch, string path, string rule) => SampleSettings.Breaks(patch, path, rule);

    [Theory]
    [InlineData("name", "\"a b\"", "name")]
    [InlineData("name", "\"\"", "name")]
    [InlineData("sha256", "\"9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08\"", "token-hash")]
    [InlineData("sha256", "\"9f86\"", "token-hash")]
    [InlineData("roles", "[]", "list-empty")]
    [InlineData("roles", "\"write\"", "json-kind")]
    public void A_token_has_a_name_a_hash_and_roles(string property, string value, string rule) => SampleSettings.Breaks(
        $$"""{"tokens":[{{MergePatch.Apply(Token("a", SampleSettings.Hash), $$"""{"{{property}}":{{value}} }""")}}]}""", $"$.tokens[0].{property}", rule);

    [Fact]
    public void A_role_is_a_known_one() => Assert.Contains(
        "Did you mean 'write'?",
        SampleSettings.Breaks($$"""{"tokens":[{"name":"a","sha256":"{{SampleSettings.Hash}}","roles":["read","wriet"]}]}""", "$.tokens[0].roles[1]", "token-role").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Two_tokens_differ_in_name_and_hash()
    {
        SampleSettings.Breaks($$"""{"tokens":[{{Token("a", SampleSettings.Hash)}},{{Token("b", SampleSettings.Hash)}}]}""", "$.tokens[1].sha256", "token-repeated");
        SampleSettings.Breaks($$"""{"tokens":[{{Token("a", SampleSettings.Hash)}},{{Token("a", new string('0', 64))}}]}""", "$.tokens[1].name", "token-repeated");
    }

    [Theory]
    [InlineData($$"""{"tokens":[{"name":"a","sha256":"{{Secret}}","roles":["read"]}]}""", "token-hash")]
    [InlineData($$"""{"tokens":["{{Secret}}"]}""", "json-kind")]
    [InlineData($$"""{"tokens":"{{Secret}}"}""", "json-kind")]
    [InlineData($$"""{"tls":"{{Secret}}"}""", "json-kind")]
    [InlineData($$"""{"tls":{"password":"{{Secret}}"} }""", "secret-reference")]
    [InlineData($$"""{"tls":{"password":["{{Secret}}"]} }""", "json-kind")]
    [InlineData($$"""{"tls":{"key":"{{Secret}}"} }""", "tls-file")]
    [InlineData($$"""{"webhooks":{"shop":{"secrets":["{{Secret}}"]} } }""", "secret-reference")]
    [InlineData($$"""{"webhooks":{"shop":{"secrets":"{{Secret}}"} } }""", "json-kind")]
    [InlineData($$"""{"webhooks":{"shop":{"secrets":["env:A",{"old":"{{Secret}}"}]} } }""", "json-kind")]
    [InlineData($$"""{"webhooks":{"shop":{"secret":"{{Secret}}"} } }""", "property-unknown")]
    public void A_secret_in_the_clear_is_refused_and_not_shown(string patch, string rule)
    {
        var problem = Assert.Single(SampleSettings.ReadWith(patch).Problems);
        Assert.Equal(rule, problem.Rule);
        Assert.DoesNotContain(Secret, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"listen\":\"\\ud800\"}")]
    [InlineData("")]
    public void The_text_is_JSON(string json) =>
        Assert.Equal(DocumentRules.JsonSyntax, Assert.Single(SampleSettings.Read(json).Problems).Rule);

    private static string Token(string name, string hash) => $$"""{"name":"{{name}}","sha256":"{{hash}}","roles":["read"]}""";
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Datalake.Server.Access;
using Datalake.Server.Settings;
using Datalake.Server.Webhooks;

namespace Datalake.Server.Tests.Settings;

/// <summary>The schema that editors use and the reader know the same settings.</summary>
public sealed class SettingsSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "lake.schema.json"))).RootElement;

    private static readonly JsonElement Webhook = Schema.GetProperty("$defs").GetProperty("webhook");

    [Fact]
    public void Each_object_has_the_same_properties()
    {
        SameProperties(SettingsProperties.OfSettings, Schema);
        SameProperties(SettingsProperties.OfTls, Property(Schema, "tls"));
        SameProperties(SettingsProperties.OfToken, Property(Schema, "tokens").GetProperty("items"));
        SameProperties(SettingsProperties.OfCors, Property(Schema, "cors"));
        SameProperties(SettingsProperties.OfLimits, Property(Schema, "limits"));
        SameProperties(SettingsProperties.OfSeal, Property(Schema, "seal").GetProperty("anyOf")[1]);
        SameProperties(SettingsProperties.OfSchedules, Property(Schema, "schedules"));
        SameProperties(SettingsProperties.OfRetention, Property(Schema, "retention"));
        SameProperties(SettingsProperties.OfWebhook, Webhook);
        SameProperties(SettingsProperties.OfErasure, Property(Webhook, "erase").GetProperty("additionalProperties").GetProperty("items"));
    }

    [Fact]
    public void The_same_words_are_allowed()
    {
        var roles = Words(Property(Property(Schema, "tokens").GetProperty("items"), "roles").GetProperty("items"));
        Assert.Equal(AccessRoles.ByName.Keys.Order(StringComparer.Ordinal), roles.Order(StringComparer.Ordinal));
        var schemes = Words(Property(Webhook, "scheme"));
        Assert.Equal(Enum.GetValues<WebhookScheme>().Length, schemes.Length);
        Assert.All(
            schemes,
            scheme => Assert.Empty(SampleSettings.ReadWith($$"""{"webhooks":{"new":{"scheme":"{{scheme}}","secrets":["env:A"],"dataset":"x"} } }""").Problems));
    }

    [Fact]
    public void The_same_topics_ask_for_erasure() => Assert.Equal(
        PrivacyTopics.Of(WebhookScheme.Shopify), Words(Property(Webhook, "erase").GetProperty("propertyNames")));

    [Fact]
    public void The_defaults_are_the_same()
    {
        var settings = new ServerSettings();
        Assert.Equal(settings.Listen.ToString(), Default(Schema, "listen").GetString());
        Assert.Equal(settings.Limits, SampleSettings.Read($$"""{"limits":{{Defaults(Property(Schema, "limits"))}} }""").Require().Limits);
        Assert.Equal(settings.Seal, SampleSettings.Read($$"""{"seal":{{Defaults(Property(Schema, "seal").GetProperty("anyOf")[1])}} }""").Require().Seal);
        Assert.Equal(settings.Schedules, SampleSettings.Read($$"""{"schedules":{{Defaults(Property(Schema, "schedules"))}} }""").Require().Schedules);
        Assert.Equal(settings.Retention, SampleSettings.Read($$"""{"retention":{{Defaults(Property(Schema, "retention"))}} }""").Require().Retention);
        var webhook = SampleSettings.Read("""{"webhooks":{"a":{"scheme":"token","secrets":["env:A"],"dataset":"x"}}}""").Require().Webhooks["a"];
        Assert.Equal(webhook.TokenHeader, Default(Webhook, "header").GetString());
        Assert.Equal(
            WebhookSettings.DefaultTolerance,
            SampleSettings.ReadWith($$"""{"webhooks":{"pay":{"tolerance":{{Default(Webhook, "tolerance").GetRawText()}} } } }""").Require().Webhooks["pay"].Tolerance);
    }

    [Fact]
    public void Durations_and_sizes_have_the_same_form()
    {
        SameForm(Pattern("duration"), value => $$"""{"retention":{"files":{{value}} } }""", "duration", "1h", "2d", "60m", "3600s", "1 h", "h", "1", "1.5h", "01h", "1H", "1234567h");
        SameForm(Pattern("size"), value => $$"""{"limits":{"raw":{{value}} } }""", "size", "1024B", "2KB", "2KiB", "1MB", "1MiB", "1GB", "1GiB", "1kb", "1", "GB", "0GB", "1 GB");
    }

    [Fact]
    public void Names_and_secrets_have_the_same_form()
    {
        SameForm(Pattern("name"), value => $$"""{"webhooks":{ {{value}}:{"scheme":"token","secrets":["env:A"],"dataset":"x"} } }""", "name", "a", "A-1_b.c", new string('a', 64), new string('a', 65), "", "-a", "a b", "a/b", "é");
        SameForm(Pattern("secret"), value => $$"""{"tls":{"password":{{value}} } }""", "secret-reference", "env:A", "env:_1", "file:/a b", "env:", "env:1", "file:", "file: ", "A", " env:A");
    }

    [Fact]
    public void The_other_texts_have_the_same_form()
    {
        SameForm(Property(Schema, "listen").GetProperty("pattern").GetString()!, value => $$"""{"listen":{{value}} }""", "listen-address", "127.0.0.1:80", "[::1]:80", "*:1", "localhost:0", "localhost", "127.1:80", "a:80", "::1:80", "127.0.0.1:");
        SameForm(
            Property(Property(Schema, "tokens").GetProperty("items"), "sha256").GetProperty("pattern").GetString()!,
            value => $$"""{"tokens":[{"name":"a","roles":["read"],"sha256":{{value}} }]}""",
            "token-hash", SampleSettings.Hash, SampleSettings.Hash[1..], SampleSettings.Hash.ToUpperInvariant(), "");
        SameForm(
            Property(Property(Schema, "cors"), "origins").GetProperty("items").GetProperty("pattern").GetString()!,
            value => $$"""{"cors":{"origins":[{{value}}]} }""",
            "cors-origin", "https://a.b", "http://a:8080", "https://a/", "https://*", "https://A", "ftp://a", "a", "https://a?b", "https://u@a");
        SameForm(Property(Webhook, "topic").GetProperty("pattern").GetString()!, value => $$"""{"webhooks":{"till":{"topic":{{value}} } } }""", "webhook-option", "header:A", "body:type", "body:a b", "header:a b", "type", "body:", "Header:A");
        SameForm(Property(Webhook, "header").GetProperty("pattern").GetString()!, value => $$"""{"webhooks":{"till":{"header":{{value}} } } }""", "webhook-option", "X-A_1", "", "X A", "X:A");
    }

    [Fact]
    public void Every_property_is_described() => Assert.All(
        new[] { Schema, Property(Schema, "tls"), Property(Schema, "tokens").GetProperty("items"), Property(Schema, "limits"), Webhook }
            .SelectMany(schema => schema.GetProperty("properties").EnumerateObject()),
        property => Assert.True(property.Value.TryGetProperty("description", out _), property.Name));

    private static void SameProperties(IEnumerable<string> names, JsonElement schema)
    {
        Assert.Equal(
            names.Order(StringComparer.Ordinal), schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    /// <summary>Asserts that a pattern and the reader take the same values, some of them and not all.</summary>
    private static void SameForm(string pattern, Func<string, string> patch, string rule, params string[] values)
    {
        var form = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
        var taken = values
            .Where(value => SampleSettings.ReadWith(patch(JsonSerializer.Serialize(value))).Problems.All(problem => problem.Rule != rule))
            .ToArray();
        Assert.Equal(taken, values.Where(value => form.IsMatch(value)));
        Assert.InRange(taken.Length, 1, values.Length - 1);
    }

    private static string Pattern(string definition) => Schema.GetProperty("$defs").GetProperty(definition).GetProperty("pattern").GetString()!;

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    private static JsonElement Default(JsonElement schema, string name) => Property(schema, name).GetProperty("default");

    private static string Defaults(JsonElement schema) => JsonSerializer.Serialize(
        schema.GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetProperty("default")));

    private static string[] Words(JsonElement schema) => [.. schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];
}

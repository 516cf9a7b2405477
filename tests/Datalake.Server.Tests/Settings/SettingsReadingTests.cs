using Datalake.Documents;
using Datalake.Server.Access;
using Datalake.Server.Settings;

namespace Datalake.Server.Tests.Settings;

public sealed class SettingsReadingTests
{
    private readonly ServerSettings settings = SampleSettings.Read(SampleSettings.Json).Require();

    [Fact]
    public void An_empty_file_gives_the_defaults()
    {
        var empty = SampleSettings.Read("{ /* nothing yet */ }").Require();

        Assert.Equal(("127.0.0.1:8080", true), (empty.Listen.ToString(), empty.Listen.IsLoopback));
        Assert.Empty(empty.Tokens);
        Assert.Empty(empty.CorsOrigins);
        Assert.Empty(empty.Webhooks);
        Assert.Equal(new LimitSettings(), empty.Limits);
        Assert.Equal((TimeSpan.FromSeconds(5), 128L << 20), (empty.Seal.Time, empty.Seal.Bytes));
        Assert.Equal("10 * * * *", empty.Schedules.Partition!.ToString());
    }

    [Fact]
    public void The_server_and_its_tokens_are_read()
    {
        Assert.Equal(("0.0.0.0:8443", false), (settings.Listen.ToString(), settings.Listen.IsLoopback));
        Assert.Equal(("keys/tls.pem", "keys/tls.key", "env:LAKE_TLS"), (
            settings.Tls!.Certificate.Name, settings.Tls.Key!.Name, settings.Tls.Password!.ToString()));
        var token = Assert.Single(settings.Tokens);
        Assert.Equal(("shop-web", SampleSettings.Hash), (token.Name, Convert.ToHexStringLower(token.Sha256.Span)));
        Assert.Equal([AccessRole.Write], token.Roles);
        Assert.Equal(["https://shop.example", "http://localhost:3000"], settings.CorsOrigins);
    }

    [Fact]
    public void Limits_and_times_are_read() =>
        Assert.Equal(
            (
                new LimitSettings
                {
                    BodyBytes = 1_000_000,
                    RawBytes = 2L << 30,
                    HeaderBytes = 16 << 10,
                    QueryTime = TimeSpan.FromSeconds(90),
                    QueryRows = 5000,
                    BacklogBytes = 1_000_000_000,
                },
                new SealSettings { Time = TimeSpan.FromSeconds(1), Bytes = 64L << 20 },
                TimeSpan.FromDays(2)),
            (settings.Limits, settings.Seal, settings.Retention.Files));

    [Fact]
    public void A_schedule_of_null_is_never_and_one_that_is_not_there_is_the_default()
    {
        Assert.Null(settings.Schedules.Compact);
        Assert.Equal("5 * * * *", settings.Schedules.Partition!.ToString());
        Assert.Equal("20 * * * *", SampleSettings.Read("""{"schedules":{}}""").Require().Schedules.Compact!.ToString());
    }

    [Fact]
    public void A_duration_alone_seals_by_time() =>
        Assert.Equal(TimeSpan.FromMilliseconds(500), SampleSettings.ReadWith("""{"seal":"500ms"}""").Require().Seal.Time);

    [Fact]
    public void Webhooks_are_read_with_the_most_exact_topic_first()
    {
        var shop = settings.Webhooks["shop"];

        Assert.Equal([("orders/delete", "deleted"), ("carts/update", null), ("orders/*", "orders")], shop.Routes.Select(route => (route.Topic, route.Dataset)));
        Assert.Equal((WebhookScheme.Shopify, "header:X-Shopify-Topic"), (shop.Scheme, shop.Topic!.ToString()));
        Assert.Equal(["env:SHOP_SECRET", "file:keys/shop.old"], shop.Secrets.Select(secret => secret.ToString()));
        Assert.Equal(["X-Request-Id"], shop.Headers);
        Assert.Equal((WebhookScheme.Stripe, TimeSpan.FromMinutes(2)), (settings.Webhooks["pay"].Scheme, settings.Webhooks["pay"].Tolerance));
        Assert.Equal((WebhookScheme.Token, "X-Till"), (settings.Webhooks["till"].Scheme, settings.Webhooks["till"].TokenHeader));
    }

    [Fact]
    public void All_problems_are_found_at_once()
    {
        var problems = SampleSettings
            .ReadWith("""{"listen":"here","limits":{"body":"lots","rwa":"1GB"},"retention":{"files":1},"webhooks":{"shop":{"scheme":"shopfy"}}}""")
            .Problems;

        Assert.Equal(
            ["$.limits.body", "$.limits.rwa", "$.listen", "$.retention.files", "$.webhooks.shop.scheme"],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("Did you mean 'raw'?", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("Did you mean 'shopify'?", StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_beside_the_lake_may_be_missing_and_one_that_was_named_may_not()
    {
        using var folder = new TestFolder();

        Assert.Equal(ListenAddress.Default, ServerSettingsReader.Load(folder["none/lake.json"], isNamed: false, TimeProvider.System).Require().Listen);
        var problem = Assert.Single(ServerSettingsReader.Load(folder["lake.json"], isNamed: true, TimeProvider.System).Problems);
        Assert.Equal((folder["lake.json"], DocumentRules.SourceUnreadable), (problem.Source, problem.Rule));
    }

    [Fact]
    public void A_dataset_of_CSV_takes_no_webhooks()
    {
        var csv = System.Text.Encoding.UTF8.GetBytes("""
            {"name":"receipts","database":"shop","raw":{"keys":"r/{k}","format":"csv"},"identity":["id"],"changedAt":["at"],
             "columns":{"id":"string","at":"timestamp"}}
            """);
        var catalog = Datalake.Datasets.DatasetCatalog.Create([("receipts/dataset.json", csv)]).Require();
        var webhooks = SampleSettings.ReadWith("""{"webhooks":{"shop":null,"pay":null}}""").Require();

        var problem = Assert.Single(SettingsChecks.Check(webhooks, catalog, SampleSettings.Source));

        Assert.Equal(("$.webhooks.till", SettingsRules.WebhookDataset), (problem.Path, problem.Rule));
    }

    [Fact]
    public void Datasets_that_the_lake_does_not_have_are_named()
    {
        var catalog = Datalake.Datasets.DatasetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "datasets")).Require();
        var webhooks = SampleSettings.ReadWith("""{"webhooks":{"shop":{"datasets":{"orders/*":"chekout","orders/delete":"checkout"}},"pay":null,"till":null}}""").Require();

        var problem = Assert.Single(SettingsChecks.Check(webhooks, catalog, SampleSettings.Source));

        Assert.Equal(("$.webhooks.shop", SettingsRules.DatasetUnknown), (problem.Path, problem.Rule));
        Assert.Contains("Did you mean 'checkout'?", problem.Message, StringComparison.Ordinal);
    }
}

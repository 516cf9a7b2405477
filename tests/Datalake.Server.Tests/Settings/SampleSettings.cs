using System.Text;
using Datalake.Documents;
using Datalake.Server.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Datalake.Server.Tests.Settings;

/// <summary>Settings with one of everything, for tests to change in one place.</summary>
internal static class SampleSettings
{
    public const string Source = "shop/lake.json";

    /// <summary>The SHA-256 of a token.</summary>
    public const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public const string Json = $$"""
        {
          "$schema": "lake.schema.json",
          "listen": "0.0.0.0:8443",
          "behindProxy": false,
          "tls": { "certificate": "file:keys/tls.pem", "key": "file:keys/tls.key", "password": "env:LAKE_TLS" },
          "tokens": [ { "name": "shop-web", "sha256": "{{Hash}}", "roles": ["write"] } ],
          "cors": { "origins": ["https://shop.example", "http://localhost:3000"] },
          "limits": { "body": "1MB", "raw": "2GiB", "headers": "16KiB", "queryTime": "90s", "queryRows": 5000, "backlog": "1GB" },
          "seal": { "time": "1s", "size": "64MiB" },
          "schedules": { "partition": "5 * * * *", "compact": null, "vacuum": "0 4 * * 0" },
          "retention": { "files": "2d" },
          "webhooks": {
            "shop": {
              "scheme": "shopify",
              "secrets": ["env:SHOP_SECRET", "file:keys/shop.old"],
              "datasets": { "orders/*": "orders", "orders/delete": "deleted", "carts/update": null },
              "headers": ["X-Request-Id"]
            },
            "pay": { "scheme": "stripe", "secrets": ["env:PAY_SECRET"], "dataset": "payments", "tolerance": "2m" },
            "till": { "scheme": "token", "secrets": ["env:TILL_SECRET"], "dataset": "receipts", "header": "X-Till" }
          },
          "sources": {}
        }
        """;

    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));

    public static SettingsResult Read(string json) => ServerSettingsReader.Read(Encoding.UTF8.GetBytes(json), Source, Clock);

    public static SettingsResult ReadWith(string patch) => Read(MergePatch.Apply(Json, patch));

    /// <summary>Asserts that the patched sample breaks one rule and nothing else.</summary>
    public static DocumentProblem Breaks(string patch, string path, string rule)
    {
        var result = ReadWith(patch);
        var problem = Assert.Single(result.Problems);
        Assert.Null(result.Settings);
        Assert.Equal((Source, path, rule), (problem.Source, problem.Path, problem.Rule));
        return problem;
    }
}

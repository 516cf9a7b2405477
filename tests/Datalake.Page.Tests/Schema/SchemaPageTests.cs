using Datalake.Page.Tests.Checking;
using Microsoft.Playwright;

namespace Datalake.Page.Tests.Schema;

public class SchemaPageTests(Browsers browsers)
{
    private const string Orders = """
        {
          "name": "orders", "database": "shop", "raw": { "keys": "orders/{id*}", "format": "json" },
          "identity": ["id"], "changedAt": ["at"], "protect": [{ "path": "customer.email", "with": "mask" }],
          "columns": { "id": "string", "value": "bigint", "coupon": "string", "at": "timestamp" }
        }
        """;

    private const string Prices = """
        {
          "name": "prices", "database": "shop", "raw": { "keys": "prices/{id*}", "format": "json" },
          "identity": ["sku"], "changedAt": ["at"], "columns": { "sku": "string", "at": "timestamp" }
        }
        """;

    [Fact]
    public async Task What_arrives_beside_the_contract_is_shown_with_the_change_that_takes_it()
    {
        await using var server = await PageServer.StartAsync(folder =>
        {
            folder.Write("datasets/orders/dataset.json", Orders);
            folder.Write("datasets/prices/dataset.json", Prices);
            folder.Write("lake/raw/orders/1", """
                {"id":"a","value":1,"at":"2026-11-20T08:00:00Z","gift_note":"For Ada","customer":{"email":"ada@example.com"}}
                {"id":"b","value":2.5,"at":"2026-11-20T08:00:00Z"}
                {"id":"c","value":3,"at":"2026-11-20T08:00:00Z","gift_note":"Thanks"}
                {"id":"d","value":4,"at":"2026-11-20T08:00:00Z"}
                """);
        });
        await server.UntilAsync("SELECT count(*) FROM orders", "4");
        await using var visit = await browsers.VisitAsync(server, "schema/orders");

        await visit.SeeAsync("What the contract does not take");
        await visit.FindAsync(".diff-added");
        var diff = await visit.Page.Locator("#diff").TextContentAsync();
        Assert.Contains("+    \"gift_note\": \"string\"", diff, StringComparison.Ordinal);
        Assert.Contains("-    \"value\": \"bigint\"", diff, StringComparison.Ordinal);
        Assert.Contains("For Ada", await visit.Page.Locator("table").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", await visit.Page.ContentAsync(), StringComparison.Ordinal);
        await visit.KeepAsync("schema");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "prices" }).ClickAsync();
        await visit.SeeAsync("No record of this dataset has arrived yet.");
    }
}

using System.Text;
using Datalake.Page.Tests.Checking;
using Microsoft.Playwright;

namespace Datalake.Page.Tests.Quarantine;

public class QuarantinePageTests(Browsers browsers, FilledServer filled)
{
    private const string Orders = """
        {
          "name": "orders", "database": "shop", "raw": { "keys": "orders/{id*}", "format": "json" },
          "identity": ["id"], "changedAt": ["at"],
          "columns": { "id": "string", "customer": "string", "value": "bigint", "at": "timestamp" }
        }
        """;

    [Fact]
    public async Task Quarantined_records_are_grouped_by_their_reason()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "quarantine");

        await visit.SeeAsync("Reasons");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "no-identity" }).ClickAsync();
        await visit.SeeAsync("no-identity in checkout");
        await visit.FindAsync("tr.chosen");
        await visit.KeepAsync("quarantine");
    }

    [Fact]
    public async Task A_record_is_corrected_and_is_in_the_table_then()
    {
        await using var server = await StartAsync();
        await using var visit = await browsers.VisitAsync(server, "quarantine");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "orders/broken" }).ClickAsync();
        await visit.SeeAsync("The fault is at line 3, character");
        Assert.Equal("O", await visit.Page.Locator("mark").TextContentAsync());
        var editor = visit.Page.GetByLabel("The record as it should have come");
        var store = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Store and discard the entry" });
        Assert.True(await store.IsDisabledAsync());

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await visit.SeeAsync("It still cannot be read");
        var text = await editor.InputValueAsync();
        await editor.FillAsync(text.Replace("12O0", "1200", StringComparison.Ordinal));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await visit.SeeAsync("can be read");
        await visit.KeepAsync("quarantine-fix");
        await store.ClickAsync();

        await visit.SeeAsync("The corrected record is stored");
        await server.UntilAsync("SELECT count(*) FROM orders WHERE id = 'o-7' AND value = 1200", "1");
        await visit.GoAsync("quarantine");
        await visit.SeeAsync("no-identity");
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "orders/broken" }).CountAsync());
    }

    [Fact]
    public async Task Discarding_asks_first()
    {
        await using var server = await StartAsync();
        await using var visit = await browsers.VisitAsync(server, "quarantine?dataset=orders&rule=no-identity");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Discard all" }).ClickAsync();
        await visit.SeeAsync("Discard 1 record?");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "orders/nameless" }).WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Discard all" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();

        await visit.SeeAsync("1 record discarded.");
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "orders/nameless" }).CountAsync());
    }

    [Fact]
    public async Task Who_may_only_read_sees_the_record_and_can_change_nothing()
    {
        await using var server = await StartAsync();
        await using var visit = await browsers.VisitAsync(server, "quarantine", token: PageServer.Reader);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "orders/broken" }).WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Discard all" }).CountAsync());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "orders/broken" }).ClickAsync();
        await visit.SeeAsync("Your token may only read.");
        Assert.Equal(0, await visit.Page.GetByLabel("The record as it should have come").CountAsync());
    }

    private static async Task<PageServer> StartAsync()
    {
        var server = await PageServer.StartAsync(folder =>
        {
            folder.Write("datasets/orders/dataset.json", Orders);
            folder.Write("lake/raw/orders/broken", "{\n  \"id\": \"o-7\", \"customer\": \"Añejo & Sons\",\n  \"value\": 12O0,\n  \"at\": \"2026-11-20T08:00:00Z\"\n}\n");
            folder.Write("lake/raw/orders/nameless", """{"customer":"x","value":1,"at":"2026-11-20T08:00:00Z"}""");
            folder.Write("lake/raw/orders/good", """{"id":"o-1","value":1,"at":"2026-11-20T08:00:00Z"}""");
        });
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
        var folder = server.Folder["lake/quarantine"];
        while (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.ndjson", SearchOption.AllDirectories).Length < 2) await Task.Delay(20, Test.Token);
        return server;
    }
}

using System.Text;
using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Sql;

public class SqlPageTests(Browsers browsers, FilledServer filled)
{
    private const string ByStatus = "SELECT status, count(*) AS orders, max(NULL) AS nothing FROM checkout_current GROUP BY status ORDER BY orders DESC";

    [Fact]
    public async Task A_query_is_typed_and_run_by_Ctrl_Enter()
    {
        await using var visit = await OpenAsync();

        await TypeAsync(visit, ByStatus);
        await visit.Page.Keyboard.PressAsync("Control+Enter");

        await visit.FindAsync(".result td >> text=invoiced");
        await visit.FindAsync(".result .null >> text=NULL");
        await visit.FindAsync(".sql-side .link.mono");
        await visit.KeepAsync("sql");
        await visit.Page.Locator("[data-theme-switch]").ClickAsync();
        await visit.FindAsync("html[data-theme=dark]");
        await visit.KeepAsync("sql-dark");
    }

    [Theory]
    [InlineData("bar", ".rz-column-series")]
    [InlineData("line", ".rz-line-series")]
    [InlineData("pie", ".rz-pie-series")]
    public async Task A_result_is_drawn_as_a_chart(string kind, string drawn)
    {
        await using var visit = await OpenAsync(ByStatus);
        await visit.Page.Locator("text=Run >> visible=true").First.ClickAsync();
        await visit.FindAsync(".result td >> text=invoiced");

        await visit.Page.Locator(".tab >> text=Chart").ClickAsync();
        await visit.Page.Locator("#chart-kind").SelectOptionAsync(kind);

        await visit.FindAsync(drawn);
        await visit.KeepAsync($"sql-chart-{kind}");
    }

    [Fact]
    public async Task Tables_and_columns_are_completed()
    {
        await using var visit = await OpenAsync();

        await TypeAsync(visit, "SELECT c.ord", isEnd: false, after: " FROM checkout_current AS c");
        await visit.Page.Keyboard.PressAsync("Control+Space");
        await visit.FindAsync(".suggest-widget >> text=orderid");
        await visit.Page.Keyboard.PressAsync("Escape");
        await TypeAsync(visit, "SELECT * FROM checkout_c");
        await visit.Page.Keyboard.PressAsync("Control+Space");

        await visit.FindAsync(".suggest-widget >> text=checkout_current");
        await visit.KeepAsync("sql-completion");
    }

    [Fact]
    public async Task A_wrong_query_is_explained_in_the_words_of_the_engine()
    {
        await using var visit = await OpenAsync("SELECT statu FROM checkout");

        await visit.Page.Locator("text=Run >> visible=true").First.ClickAsync();

        await visit.FindAsync("[role=alert] >> text=statu");
    }

    [Fact]
    public async Task What_writes_is_refused()
    {
        await using var visit = await OpenAsync("DELETE FROM checkout");

        await visit.Page.Locator("text=Run >> visible=true").First.ClickAsync();

        await visit.FindAsync("[role=alert]");
        Assert.Equal(0, await visit.Page.Locator(".result").CountAsync());
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_cancelled()
    {
        await using var visit = await OpenAsync("SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE (a.range * b.range) % 7 = 3");

        await visit.Page.Locator("text=Run >> visible=true").First.ClickAsync();
        await visit.SeeAsync("Running …");
        await visit.Page.Locator("text=Cancel").ClickAsync();

        await visit.SeeAsync("Cancelled.");
    }

    [Theory]
    [InlineData("CSV", "csv", "status,n\r\n")]
    [InlineData("JSON", "json", "[")]
    [InlineData("Parquet", "parquet", "PAR1")]
    public async Task All_rows_are_downloaded(string title, string extension, string beginning)
    {
        await using var visit = await OpenAsync("SELECT status, count(*) AS n FROM checkout GROUP BY status");

        var download = await visit.DownloadAsync(() => visit.Page.Locator($".sql-download >> text={title}").ClickAsync());

        Assert.Equal($"result.{extension}", download.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync((await download.PathAsync())!, Test.Token);
        Assert.StartsWith(beginning, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_is_saved_as_a_view_by_who_may_operate_and_not_by_who_may_read()
    {
        await using var server = await PageServer.StartAsync(folder => folder.Write("datasets/orders/dataset.json", PageServer.Orders));
        await using var reader = await browsers.VisitAsync(server, "sql", token: PageServer.Reader);
        await reader.FindAsync(".editor-host[data-ready]");
        Assert.Equal(0, await reader.Page.Locator("#view-name").CountAsync());
        await using var visit = await browsers.VisitAsync(server, $"sql?q={Uri.EscapeDataString("SELECT id FROM orders")}");
        await visit.FindAsync(".editor-host[data-ready]");

        await visit.Page.Locator("#view-name").FillAsync("ids");
        await visit.Page.Locator("button:text-is('Save')").ClickAsync();

        await visit.SeeAsync("Saved ids.");
        await visit.FindAsync(".sql-side >> text=ids");
        Assert.Equal("SELECT id FROM orders\n", File.ReadAllText(Directory.GetFiles(server.Folder["datasets"], "ids.sql", SearchOption.AllDirectories).Single()));
        await visit.Page.Locator("#view-name").FillAsync("x AS SELECT 1; CREATE VIEW y");
        await visit.Page.Locator("button:text-is('Save')").ClickAsync();
        await visit.SeeAsync("Give the view a name");
    }

    private async Task<Visit> OpenAsync(string? sql = null)
    {
        var server = await filled.GetAsync();
        var visit = await browsers.VisitAsync(server, sql is null ? "sql" : $"sql?q={Uri.EscapeDataString(sql)}");
        await visit.FindAsync(".editor-host[data-ready]");
        return visit;
    }

    private static async Task TypeAsync(Visit visit, string sql, bool isEnd = true, string after = "")
    {
        await visit.Page.Locator(".editor-host .view-lines").ClickAsync();
        await visit.Page.Keyboard.PressAsync("Control+A");
        await visit.Page.Keyboard.InsertTextAsync(sql + after);
        if (isEnd) return;
        foreach (var _ in after) await visit.Page.Keyboard.PressAsync("ArrowLeft");
    }
}

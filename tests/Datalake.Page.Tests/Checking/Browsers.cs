using Microsoft.Playwright;

namespace Datalake.Page.Tests.Checking;

/// <summary>
/// One browser for all tests of the assembly, started by the first that needs it. Ask for it as a constructor's parameter.
/// </summary>
public sealed class Browsers : IAsyncDisposable
{
    // A machine that runs many tests at once is slow; only a fault lets a test wait as long as this.
    internal const int PatienceMilliseconds = 60_000;

    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Opens a part of a server's page, signed in, in a browser session of its own.</summary>
    /// <param name="server">The server.</param>
    /// <param name="address">The address from the server's on, such as <c>tables</c>.</param>
    /// <param name="look">Colours and width.</param>
    /// <param name="token">The token; the server's own by default.</param>
    internal async Task<Visit> VisitAsync(PageServer server, string address, Look? look = null, string? token = null)
    {
        var visit = await OpenAsync(server, look);
        await visit.SignInAsync(token ?? server.Server.Token);
        await visit.GoAsync(address);
        return visit;
    }

    /// <summary>Opens a session that is not signed in and shows nothing yet.</summary>
    internal async Task<Visit> OpenAsync(PageServer server, Look? look = null)
    {
        var wanted = look ?? Look.Wide;
        var started = await StartAsync();
        var context = await started.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Server.Address,
            ColorScheme = wanted.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = wanted.Width, Height = wanted.Height },
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new Visit(server, context, await context.NewPageAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var program = MissingPart.Program("chromium", "Debian: apt-get install chromium");
        await starting.WaitAsync(Test.Token);
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,

                // Its own sandbox does not work for root, as which builds run.
                Args = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
            });
        }
        finally
        {
            starting.Release();
        }
    }
}

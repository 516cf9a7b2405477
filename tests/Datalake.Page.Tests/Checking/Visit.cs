using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;

namespace Datalake.Page.Tests.Checking;

/// <summary>
/// A browser session on the page of a server. What the browser reports as an error, such as a script that the content security policy
/// refuses, fails the test at its end.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly PageServer server;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> errors = new();

    public Visit(PageServer server, IBrowserContext context, IPage page)
    {
        this.server = server;
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Enqueue($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => errors.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser reported as an error.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Takes an error that the test brings about out of the errors that fail it.</summary>
    public void ForgetErrors() => errors.Clear();

    /// <summary>Has a token as the sign-in leaves it behind.</summary>
    public Task SignInAsync(string token) => context.AddCookiesAsync(
        [new Cookie { Name = server.CookieName, Value = token, Url = server.Server.Address, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);

    /// <summary>Goes to an address and waits until the page answers to clicks.</summary>
    public async Task GoAsync(string address)
    {
        await Page.GotoAsync("/" + address);
        await UntilInteractiveAsync();
    }

    /// <summary>Waits until the page answers to clicks.</summary>
    public Task UntilInteractiveAsync() => Page.Locator(".frame[data-interactive]").WaitForAsync();

    /// <summary>Waits until a text is on the page.</summary>
    public Task SeeAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Waits until what a selector finds is on the page.</summary>
    public Task FindAsync(string selector) => Page.Locator(selector).First.WaitForAsync();

    /// <summary>Waits for the download that a click begins, in this page or in one that it opens.</summary>
    public async Task<IDownload> DownloadAsync(Func<Task> click)
    {
        var begun = new TaskCompletionSource<IDownload>(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.Download += (_, download) => begun.TrySetResult(download);
        context.Page += (_, opened) => opened.Download += (_, download) => begun.TrySetResult(download);
        await click();
        return await begun.Task.WaitAsync(TimeSpan.FromMilliseconds(Browsers.PatienceMilliseconds), Test.Token);
    }

    /// <summary>Keeps a picture of the page: an artifact of the run, for people.</summary>
    public Task KeepAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder(), name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(errors);
    }

    private static string Folder()
    {
        var root = typeof(Visit).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
        var artifacts = Environment.GetEnvironmentVariable("DATALAKE_ARTIFACTS") is { Length: > 0 } named ? named : Path.Combine(root, "artifacts");
        return Directory.CreateDirectory(Path.Combine(artifacts, "screenshots")).FullName;
    }
}

using System.Net.Http.Headers;
using System.Text;
using Datalake.Cli.Commands.Serving;
using Datalake.Embedded;
using Datalake.Server.Access;
using Datalake.Server.Hosting;
using Datalake.Server.Settings;

namespace Datalake.Page.Tests.Checking;

/// <summary>A server with its page, over a lake in a folder of its own, on a free port of this machine.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    /// <summary>A token that may only read.</summary>
    public const string Reader = "lake_reader_0123456789012345678901234567890123";

    /// <summary>A token that may only post.</summary>
    public const string Writer = "lake_writer_0123456789012345678901234567890123";

    /// <summary>The contract of a dataset for tests that need no more than one.</summary>
    public const string Orders = """
        {
          "name": "orders", "database": "shop",
          "raw": { "keys": "orders/{id*}", "format": "json" },
          "identity": ["id"], "changedAt": ["at"],
          "columns": { "id": "string", "value": "bigint", "at": "timestamp" }
        }
        """;

    private readonly TestFolder folder;
    private readonly HttpClient client;

    private PageServer(TestFolder folder, LakeServer server, string cookieName)
    {
        this.folder = folder;
        Server = server;
        CookieName = cookieName;
        client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
    }

    public LakeServer Server { get; }

    /// <summary>The cookie that the page's sign-in sets.</summary>
    public string CookieName { get; }

    /// <summary>The folder with <c>lake</c> and <c>datasets</c>.</summary>
    public TestFolder Folder => folder;

    /// <summary>A client with the server's own token.</summary>
    public HttpClient Client => client;

    /// <summary>Starts one.</summary>
    /// <param name="prepare">Writes datasets and arrivals into the folder before the server starts.</param>
    /// <param name="change">Changes the settings; may be null.</param>
    /// <param name="isOpen">True as with <c>--no-auth</c>.</param>
    public static async Task<PageServer> StartAsync(
        Action<TestFolder> prepare, Func<ServerSettings, ServerSettings>? change = null, bool isOpen = false)
    {
        var place = new TestFolder();
        prepare(place);
        Assert.True(ListenAddress.TryParse("127.0.0.1:0", out var listen));
        var settings = new ServerSettings
        {
            Listen = listen,
            Seal = new SealSettings { Time = TimeSpan.FromMilliseconds(100) },
            Tokens = isOpen
                ? []
                : [
                    new TokenSettings("reader", AccessToken.HashOf(Reader), [AccessRole.Read]),
                    new TokenSettings("writer", AccessToken.HashOf(Writer), [AccessRole.Write]),
                ],
        };
        var lake = new LakeOptions { Root = place["lake"], Datasets = place["datasets"], Workers = 2 };
        settings = change?.Invoke(settings) ?? settings;
        var server = await LakeServer.StartAsync(
            new ServerOptions
            {
                Lake = lake,
                Settings = settings,
                SettingsSource = "lake.json",
                Commands = new LakeCommands(lake, TimeProvider.System),
                Page = new LakePage(),
                IsOpen = isOpen,
            },
            _ =>
            {
            },
            Test.Token);
        return new PageServer(place, server, AccessOptions.Of(settings, server.Token).CookieName);
    }

    /// <summary>Copies the repository's datasets into a folder.</summary>
    public static void CopyDatasets(TestFolder folder)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "datasets");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine("datasets", Path.GetRelativePath(source, file)), File.ReadAllText(file));
    }

    /// <summary>Posts records; they are in the table a moment later.</summary>
    public async Task StoreAsync(string dataset, string body)
    {
        using var answer = await client.PostAsync(
            $"/v1/datasets/{dataset}/records", new StringContent(body, Encoding.UTF8, "application/json"), Test.Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Test.Token));
    }

    /// <summary>Waits until a query gives one value.</summary>
    public async Task UntilAsync(string sql, string value)
    {
        for (var last = ""; last != value;)
        {
            Assert.False(Server.Running.IsFaulted);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/query") { Content = new StringContent(sql, Encoding.UTF8, "text/plain") };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
            using var answer = await client.SendAsync(request, Test.Token);
            var text = await answer.Content.ReadAsStringAsync(Test.Token);
            Assert.True(answer.IsSuccessStatusCode, text);
            last = text.Split("\r\n")[1];
            if (last != value) await Task.Delay(20, Test.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
        folder.Dispose();
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Datalake.Embedded;
using Datalake.Embedded.Live;
using Datalake.Server.Commanding;
using Datalake.Server.Hosting;
using Datalake.Server.Settings;

namespace Datalake.Server.Tests.Hosting;

/// <summary>A lake with two datasets, and a server that runs it on a free port of this machine.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Orders = """
        {
          "name": "orders", "database": "shop",
          "raw": { "keys": "orders/{id*}", "format": "json" },
          "identity": ["id"], "changedAt": ["at"],
          "columns": { "id": "string", "value": "bigint", "at": "timestamp" }
        }
        """;

    public const string Prices = """
        {
          "name": "prices", "database": "shop",
          "raw": { "keys": "prices/{id*}", "format": "csv" },
          "identity": ["sku"], "changedAt": ["at"],
          "columns": { "sku": "string", "price": "decimal(10,2)", "at": "timestamp" }
        }
        """;

    private readonly TestFolder folder;
    private readonly bool ownsFolder;

    private RunningServer(TestFolder folder, bool ownsFolder, LakeServer server)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Server = server;
        Client = new HttpClient { BaseAddress = new Uri(server.Address) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
    }

    public LakeServer Server { get; }

    public HttpClient Client { get; }

    public string Root => folder["lake"];

    public FakeCommands Commands { get; private init; } = null!;

    public static async Task<RunningServer> StartAsync(
        Func<ServerSettings, ServerSettings>? change = null, TestFolder? folder = null, bool isOpen = false)
    {
        var place = folder ?? new TestFolder();
        place.Write("datasets/orders/dataset.json", Orders);
        place.Write("datasets/prices/dataset.json", Prices);
        Assert.True(ListenAddress.TryParse("127.0.0.1:0", out var listen));
        var settings = new ServerSettings { Listen = listen, Seal = new SealSettings { Time = TimeSpan.FromMilliseconds(100) } };
        var commands = new FakeCommands();
        var server = await LakeServer.StartAsync(
            new ServerOptions
            {
                Lake = new LakeOptions { Root = place["lake"], Datasets = place["datasets"], Workers = 2 },
                Settings = change?.Invoke(settings) ?? settings,
                SettingsSource = "lake.json",
                Commands = commands,
                IsOpen = isOpen,
            },
            _ =>
            {
            },
            Test.Token);
        return new RunningServer(place, folder is null, server) { Commands = commands };
    }

    public static string Order(string id, long value = 1) => $$"""{"id":"{{id}}","value":{{value}},"at":"2026-11-20T08:00:00Z"}""";

    public Task<HttpResponseMessage> PostAsync(string body, string dataset = "orders", string type = "application/json") =>
        Client.PostAsync($"/v1/datasets/{dataset}/records", new StringContent(body, Encoding.UTF8, type), Test.Token);

    public async Task<JsonElement> StoreAsync(string body, string dataset = "orders", string type = "application/json")
    {
        using var answer = await PostAsync(body, dataset, type);
        var text = await answer.Content.ReadAsStringAsync(Test.Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> QueryAsync(string sql, string accept = "text/csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/query") { Content = new StringContent(sql, Encoding.UTF8, "text/plain") };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var answer = await Client.SendAsync(request, Test.Token);
        var text = await answer.Content.ReadAsStringAsync(Test.Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>Waits until a query gives one value.</summary>
    public async Task UntilAsync(string sql, string value)
    {
        for (var last = ""; last != value;)
        {
            Assert.False(Server.Running.IsFaulted);
            Test.Token.ThrowIfCancellationRequested();
            last = (await QueryAsync(sql)).Split("\r\n")[1];
        }
    }

    public string[] Files(string relative) => Directory.Exists(Path.Combine(Root, relative))
        ? [.. Directory.GetFiles(Path.Combine(Root, relative), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        if (ownsFolder) folder.Dispose();
    }

    /// <summary>Records the commands it is given, and answers with a set result.</summary>
    public sealed class FakeCommands : ILakeCommands
    {
        public Func<IReadOnlyList<string>, (int Code, string Output, string Error)> Answer { get; set; } = _ => (0, "[]\n", "");

        public List<IReadOnlyList<string>> Taken { get; } = [];

        public async Task<int> RunAsync(
            IReadOnlyList<string> arguments,
            TextReader input,
            LiveLake lake,
            TextWriter output,
            TextWriter notes,
            CancellationToken cancellationToken)
        {
            Taken.Add(arguments);
            var (code, text, note) = Answer(arguments);
            await output.WriteAsync(text);
            await notes.WriteAsync(note);
            return code;
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Datalake.EndToEnd.Tests;

/// <summary><c>lake serve</c> as a process, and a client of it.</summary>
internal sealed class ServedLake : IAsyncDisposable
{
    private readonly JsonElement state;

    private ServedLake(LakeFiles lake, TestProcess process, JsonElement state)
    {
        Lake = lake;
        Process = process;
        this.state = state;
        Client = new HttpClient { BaseAddress = Address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public LakeFiles Lake { get; }

    public TestProcess Process { get; }

    public HttpClient Client { get; }

    public Uri Address => new(state.GetProperty("address").GetString()!);

    public string Token => state.GetProperty("token").GetString()!;

    /// <summary>Starts a server and waits until it is up.</summary>
    /// <param name="lake">Its lake.</param>
    /// <param name="options">Options of <c>lake serve</c>.</param>
    public static async Task<ServedLake> StartAsync(LakeFiles lake, params string[] options)
    {
        var process = LakeProcess.Start([.. lake.Arguments("serve"), .. options]);
        var file = Path.Combine(lake.Root, "_state/server.json");
        JsonElement read = default;
        var isUp = await Poll.UntilAsync(
            () => File.Exists(file) && (read = JsonDocument.Parse(File.ReadAllText(file)).RootElement).TryGetProperty("processId", out var id)
                && id.ValueKind == JsonValueKind.Number && id.GetInt32() == process.Id,
            () => !process.HasExited);
        Assert.True(isUp, process.Errors.ToString());
        return new ServedLake(lake, process, read);
    }

    public static string Record(string id) => $$"""{"OrderId":"{{id}}","LastChange":"2026-11-20T08:00:00Z"}""";

    public Task<HttpResponseMessage> PostAsync(string id) => SendAsync(new StringContent(Record(id), Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> SendAsync(HttpContent content) => Client.PostAsync("/v1/datasets/checkout/records", content, Test.Token);

    public async Task<string[][]> RowsAsync(string sql)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/query") { Content = new StringContent(sql) };
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await Client.SendAsync(request, Test.Token);
        var text = await answer.Content.ReadAsStringAsync(Test.Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }

    /// <summary>Waits until a query gives a number.</summary>
    public async Task UntilAsync(string sql, long value)
    {
        var wanted = value.ToString(CultureInfo.InvariantCulture);
        while ((await RowsAsync(sql))[0][0] != wanted)
        {
            Assert.False(Process.HasExited, Process.Errors.ToString());
            await Task.Delay(100, Test.Token);
        }
    }

    /// <summary>Waits until everything in raw/ is committed, and the table holds the stage.</summary>
    public async Task UntilSettledAsync()
    {
        var isSettled = await Poll.UntilAsync(
            () => Lake.Count("_state/journal") == 0 && Lake.Ledger().Arrivals == Lake.Count("raw"), () => !Process.HasExited);
        Assert.True(isSettled, Process.Errors.ToString());
        await UntilAsync("SELECT (SELECT count(*) FROM raw_checkout) - (SELECT count(*) FROM checkout)", 0);
    }

    /// <summary>A connection of its own, for what no client sends.</summary>
    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", Address.Port, Test.Token);
        return socket;
    }

    /// <summary>Stops it as a service manager does.</summary>
    public async Task StopAsync()
    {
        Process.Signal(TestProcess.Terminate);
        Assert.True(await Process.Exited == 0, Process.Errors.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }
}

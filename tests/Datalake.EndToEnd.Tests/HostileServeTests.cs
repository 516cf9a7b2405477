using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Datalake.EndToEnd.Tests;

/// <summary>Clients that mean harm, or are broken, against a server in a process of its own.</summary>
public sealed class HostileServeTests : IDisposable
{
    private const long Megabyte = 1_000_000;
    private const int IdleConnections = 10_000;

    // What the connections of this process and of the server need beside them.
    private const int OtherFiles = 1_000;

    private static readonly (string Headers, string Body)[] WrongForms =
    [
        ("Content-Length: 5\r\n\r\n", """{"OrderId":"bad","LastChange":"2026-11-20T08:00:00Z"}"""),
        ("Content-Length: 5000\r\n\r\n", """{"OrderId":"bad","LastChange":"2026-11-20T08:00:00Z"}"""),
        ("Content-Length: -1\r\n\r\n", "{}"),
        ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n", "{}"),
        ("Content-Length: 99999999999999999999\r\n\r\n", "{}"),
        ("Transfer-Encoding: chunked\r\n\r\n", "35\r\n{\"OrderId\":\"bad\",\"LastChange\":\"2026-11-20T08:00:00Z\"}\r\nzz\r\n"),
        ("Transfer-Encoding: chunked\r\n\r\n", "35\r\n{\"OrderId\":\"bad\",\"LastChange\":\"2026-11-20T08:00:00Z\"}\r\n"),
        ("Transfer-Encoding: chunked\r\n\r\n", "FFFFFFFFFFFFFFFFFF\r\n{}"),
        ("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", "2\r\n{}\r\n0"),
        ("Transfer-Encoding: gzip\r\n\r\n", "{}"),
        ("X: \0\u0001\r\nContent-Length: 2\r\n\r\n", "{}"),
    ];

    private static readonly string[] PageHeaders =
    [
        "Host: shop.example",
        "Host: shop.example:8080\r\nOrigin: http://shop.example:8080",
        "Host: 127.0.0.1\r\nOrigin: https://shop.example",
        "Host: localhost\r\nOrigin: null",
        "Host: localhost\r\nSec-Fetch-Site: cross-site",
        "Host: 127.0.0.1.nip.example",
    ];

    private readonly TestFolder folder = new();
    private readonly LakeFiles lake;

    public HostileServeTests()
    {
        lake = new LakeFiles(folder["lake"]);
        folder.Write("lake.json", """{ "listen": "127.0.0.1:0", "seal": "100ms", "limits": { "body": "8MiB" } }""");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Slow_clients_are_cut_off_while_others_are_answered()
    {
        await using var server = await ServedLake.StartAsync(lake);
        using var headers = await server.ConnectAsync();
        using var body = await server.ConnectAsync();
        await headers.SendAsync("POST /v1/datasets/checkout/records HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray(), Test.Token);
        await body.SendAsync(Request(server, ServedLake.Record("slow")[..5], length: 1000), Test.Token);
        var (cutHeaders, cutBody) = (ReadToEndAsync(headers), ReadToEndAsync(body));

        for (var number = 0; !(cutHeaders.IsCompleted && cutBody.IsCompleted); number++)
        {
            using var answer = await server.PostAsync(string.Create(CultureInfo.InvariantCulture, $"other-{number}"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Task.Delay(100, Test.Token);
        }

        Assert.DoesNotContain(" 200 ", await cutHeaders + await cutBody, StringComparison.Ordinal);
        Assert.DoesNotContain("slow", string.Concat(lake.Find("raw").Concat(lake.Find("_state/journal")).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_idle_connections_keep_nobody_from_being_answered()
    {
        await using var server = await ServedLake.StartAsync(lake);
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < IdleConnections; i++) idle.Add(await server.ConnectAsync());
        }
        catch (SocketException full) when (idle.Count >= OtherFiles)
        {
            TestContext.Current.AddWarning($"Only {idle.Count} of {IdleConnections} connections could be opened here: {full.Message}. Raise ulimit -n.");
        }

        try
        {
            using var answer = await server.PostAsync("a");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await server.UntilAsync("SELECT count(*) FROM checkout", 1);
            Assert.InRange(server.Process.PeakWorkingSet, 1, 600 * Megabyte);
        }
        finally
        {
            foreach (var socket in idle) socket.Dispose();
        }
    }

    [Fact]
    public async Task A_small_body_that_is_large_when_it_is_decompressed_is_refused_without_taking_the_memory()
    {
        await using var server = await ServedLake.StartAsync(lake);
        (await server.PostAsync("before")).Dispose();
        var before = server.Process.PeakWorkingSet;
        var bomb = Gzip(300 * Megabyte);
        Assert.InRange(bomb.Length, 1, Megabyte);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var content = new ByteArrayContent(bomb);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            content.Headers.ContentEncoding.Add("gzip");
            using var answer = await server.SendAsync(content);
            return answer.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status));
        Assert.InRange(server.Process.PeakWorkingSet, 1, before + 300 * Megabyte);
    }

    [Fact]
    public async Task Requests_of_the_wrong_length_or_form_store_nothing()
    {
        await using var server = await ServedLake.StartAsync(lake);
        foreach (var (headers, body) in WrongForms)
        {
            using var socket = await server.ConnectAsync();
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{Head(server)}{headers}{body}"), Test.Token);
            socket.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain(" 200 ", await ReadToEndAsync(socket), StringComparison.Ordinal);
        }

        (await server.PostAsync("good")).EnsureSuccessStatusCode().Dispose();
        await server.UntilAsync("SELECT count(*) FROM checkout", 1);
        Assert.DoesNotContain("bad", string.Concat(lake.Find("raw").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_bring_nothing_in_and_nothing_down()
    {
        await using var server = await ServedLake.StartAsync(lake);
        var random = new Random(TestSeed.Next());
        for (var round = 0; round < 200; round++)
        {
            var request = Request(server, ServedLake.Record("random"), null);
            for (var i = random.Next(1, 6); i > 0; i--) request[random.Next(request.Length)] = (byte)random.Next(256);
            using var socket = await server.ConnectAsync();
            await socket.SendAsync(request.AsMemory(0, random.Next(1, request.Length)), Test.Token);
            socket.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain(" 200 OK", await ReadToEndAsync(socket), StringComparison.Ordinal);
        }

        Assert.Equal("ok\n", await server.Client.GetStringAsync("/healthz", Test.Token));
        Assert.Empty(lake.Find("raw"));
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_and_the_first_goes_on()
    {
        await using var server = await ServedLake.StartAsync(lake);

        await using var second = LakeProcess.Start(lake.Arguments("serve", "--listen", "127.0.0.1:0"));

        Assert.InRange(await second.Exited, 2, 3);
        Assert.Contains("server", second.Errors.ToString(), StringComparison.OrdinalIgnoreCase);
        (await server.PostAsync("a")).EnsureSuccessStatusCode().Dispose();
        await server.UntilAsync("SELECT count(*) FROM checkout", 1);
    }

    [Fact]
    public async Task Without_tokens_a_web_page_reaches_nothing()
    {
        await using var server = await ServedLake.StartAsync(lake, "--no-auth");
        var body = ServedLake.Record("page");
        foreach (var headers in PageHeaders)
        {
            using var socket = await server.ConnectAsync();
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $"POST /v1/datasets/checkout/records HTTP/1.1\r\n{headers}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}")),
                Test.Token);
            Assert.Contains(" 403 ", await ReadToEndAsync(socket), StringComparison.Ordinal);
        }

        Assert.Empty(lake.Find("raw").Concat(lake.Find("_state/journal")));
        (await server.PostAsync("program")).EnsureSuccessStatusCode().Dispose();
    }

    private static string Head(ServedLake server) =>
        $"POST /v1/datasets/checkout/records HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Token}\r\nConnection: close\r\nContent-Type: application/json\r\n";

    private static byte[] Request(ServedLake server, string body, int? length) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Head(server)}Content-Length: {length ?? body.Length}\r\n\r\n{body}"));

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Test.Token) is > 0 and var read) text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // Cut off.
        }

        return text.ToString();
    }

    private static byte[] Gzip(long bytes)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.SmallestSize))
        {
            gzip.Write("{\"OrderId\":\""u8);
            var block = new byte[64 << 10];
            Array.Fill(block, (byte)'x');
            for (var written = 0L; written < bytes; written += block.Length) gzip.Write(block);
        }

        return content.ToArray();
    }
}

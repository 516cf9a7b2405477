using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Datalake.Datasets;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Server.Problems;
using Datalake.Server.Receiving;
using Datalake.Server.Tests.Checking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Tests.Receiving;

/// <summary>A server that takes records of a JSON and of a CSV dataset, and raw arrivals, and keeps what it would store.</summary>
internal sealed class ReceivingHost : IAsyncDisposable
{
    /// <summary>Bytes of a body, decompressed.</summary>
    public const int BodyBytes = 200_000;

    private readonly TestHost host;
    private readonly List<byte[]> stored;

    private ReceivingHost(TestHost host, List<byte[]> stored) => (this.host, this.stored) = (host, stored);

    public HttpClient Client => host.Client;

    /// <summary>What was taken, each body as it came. What was refused is not in it.</summary>
    public IReadOnlyList<byte[]> Stored => stored;

    public static string ContractText(string raw) => $$"""
        {"name":"orders","database":"shop","raw":{{raw}},"identity":["id"],"changedAt":["at"],
         "columns":{"id":"string","at":"timestamp","n":"bigint"} }
        """;

    public static DatasetContract Contract(string raw) =>
        DatasetContractReader.Read(Encoding.UTF8.GetBytes(ContractText(raw)), "orders/dataset.json").Require();

    public static async Task<ReceivingHost> StartAsync()
    {
        var kept = new List<byte[]>();
        var limits = RecordLimits.Default with { RecordBytes = 50_000 };
        var json = new RecordReceiver(Contract("""{"keys":"o/{k}"}"""), ProtectionKeys.FromEnvironment, limits, BodyBytes);
        var csv = new RecordReceiver(Contract("""{"keys":"o/{k}","format":"csv","csv":{"encoding":"latin1"}}"""), ProtectionKeys.FromEnvironment, limits, BodyBytes);
        var server = await TestHost.StartAsync(
            _ => { },
            app =>
            {
                app.UseLakeProblems();
                app.MapPost("/json", (HttpContext context, CancellationToken _) => TakeAsync(context, json.ReceiveAsync));
                app.MapPost("/csv", (HttpContext context, CancellationToken _) => TakeAsync(context, csv.ReceiveAsync));
                app.MapPut("/raw/{**key}", (HttpContext context, string key) => TakeAsync(
                    context,
                    async (request, sink, token) =>
                        new ReceivedRecords(await RawReceiver.ReceiveAsync(request, key, BodyBytes, sink, token), 0, 0, null)));
            });
        return new ReceivingHost(server, kept);

        async Task<IResult> TakeAsync(HttpContext context, Func<HttpRequest, BodySink, CancellationToken, Task<ReceivedRecords>> receive)
        {
            var bytes = new MemoryStream();
            var received = await receive(context.Request, (part, token) => bytes.WriteAsync(part, token), context.RequestAborted);
            lock (kept) kept.Add(bytes.ToArray());
            return Results.Json(received);
        }
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[] body, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) Assert.True(content.Headers.TryAddWithoutValidation(name, value));
        }

        return await host.Client.SendAsync(request, Test.Token);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? type = "application/json") =>
        SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), type);

    public Task<HttpResponseMessage> PostGzipAsync(string path, byte[] body) => SendAsync(HttpMethod.Post, path, body, "application/json", ("Content-Encoding", "gzip"));

    /// <summary>Sends bytes as they are, and reads what comes back until the server closes the connection.</summary>
    public async Task<string> SendRawAsync(string request, bool isCut)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", host.Address.Port, Test.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Test.Token);
        if (isCut) client.Client.Shutdown(SocketShutdown.Send);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, Test.Token);
        }
        catch (IOException)
        {
            // The server may close the connection over what it did not read.
        }

        return Encoding.ASCII.GetString(answer.ToArray());
    }

    public static byte[] Gzip(ReadOnlySpan<byte> content)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(content);
        return bytes.ToArray();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

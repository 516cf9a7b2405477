using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Bench.Functions.Services;

/// <summary>
/// S3 and Firehose from memory, on a free loopback port: as little work as an answer can be, so that the functions are measured. It takes
/// what it is given and forgets it, unless it is asked to keep it.
/// </summary>
internal sealed class ServiceStub : IAsyncDisposable
{
    private const string NothingListed =
        """<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>""";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, StoredBytes> objects = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    private ServiceStub(TimeProvider time)
    {
        this.time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint { get; private set; } = string.Empty;

    /// <summary>What functions have sent since it was asked to keep it; null while it keeps nothing.</summary>
    public TakenData? Taken { get; set; }

    /// <summary>Starts one.</summary>
    public static async Task<ServiceStub> StartAsync()
    {
        var stub = new ServiceStub(TimeProvider.System);
        await stub.app.StartAsync();
        stub.Endpoint = stub.app.Urls.Single();
        return stub;
    }

    /// <summary>Gives it an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes.</param>
    public void Put(string bucket, string key, StoredBytes content) => objects[$"/{bucket}/{key}"] = content;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        http.Response.Headers["x-amz-request-id"] = "0";
        if (request.Headers.ContainsKey("X-Amz-Target")) return FirehoseAsync(http);
        if (request.Query.ContainsKey("list-type")) return TextAsync(http, NothingListed);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return GetAsync(http);
        if (request.Query.ContainsKey("uploads"))
            return TextAsync(http, "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>");
        return HttpMethods.IsPost(request.Method) ? CompleteAsync(http) : PutAsync(http);
    }

    private async Task GetAsync(HttpContext http)
    {
        var response = http.Response;
        if (!objects.TryGetValue(http.Request.Path.Value ?? string.Empty, out var found))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            await TextAsync(http, "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
            return;
        }

        response.ContentLength = found.Content.Length;
        response.ContentType = "application/json";
        response.Headers.ETag = $"\"{found.ETag}\"";
        response.Headers.LastModified = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (HttpMethods.IsGet(http.Request.Method)) await response.Body.WriteAsync(found.Content);
    }

    // One object or one part of it; parts come in their order.
    private async Task PutAsync(HttpContext http)
    {
        var request = http.Request;
        if (Taken is { } taken)
        {
            taken.Add(request.Path.Value!, AwsChunks.Read(await BodyAsync(request), request.Headers));
        }
        else
        {
            await DrainAsync(request.BodyReader, _ => { });
        }

        http.Response.Headers.ETag = "\"0\"";
        http.Response.ContentLength = 0;
    }

    private static async Task CompleteAsync(HttpContext http)
    {
        await DrainAsync(http.Request.BodyReader, _ => { });
        await TextAsync(http, "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>");
    }

    private async Task FirehoseAsync(HttpContext http)
    {
        var entries = 0;
        if (Taken is { } taken)
        {
            entries = taken.AddBatch(await BodyAsync(http.Request));
        }
        else
        {
            var counter = new EntryCounter();
            await DrainAsync(http.Request.BodyReader, counter.Add);
            entries = counter.Entries;
        }

        http.Response.ContentType = "application/x-amz-json-1.1";
        var responses = string.Join(',', Enumerable.Repeat("""{"RecordId":"0"}""", entries));
        await TextAsync(http, $$"""{"FailedPutCount":0,"Encrypted":false,"RequestResponses":[{{responses}}]}""");
    }

    private static async Task TextAsync(HttpContext http, string text)
    {
        http.Response.ContentType ??= "application/xml";
        http.Response.ContentLength = text.Length;
        await http.Response.WriteAsync(text);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static async Task DrainAsync(PipeReader body, Action<ReadOnlyMemory<byte>> look)
    {
        while (true)
        {
            var read = await body.ReadAsync();
            foreach (var piece in read.Buffer) look(piece);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return;
        }
    }
}

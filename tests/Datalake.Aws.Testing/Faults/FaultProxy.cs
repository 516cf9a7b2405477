using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Aws.Testing.Faults;

/// <summary>
/// Stands between a client and an emulator on a free loopback port, and does to calls what networks and services do. It passes on all it is
/// not told to break.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    // The headers of one connection are not those of the next.
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Keep-Alive",
        "Transfer-Encoding",
        "Host",
        "Expect",
        "Upgrade",
    };

    private readonly Lock gate = new();
    private readonly WebApplication app;
    private readonly HttpClient upstream;
    private readonly List<Rule> rules = [];
    private readonly List<ProxiedCall> calls = [];

    private FaultProxy(Uri emulator)
    {
        upstream = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
            }
        )
        {
            BaseAddress = emulator,
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>How long each call takes at least. Nothing unless set.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<ProxiedCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    /// <summary>Faults that no call has met yet.</summary>
    public int Pending
    {
        get
        {
            lock (gate) return rules.Sum(rule => rule.Left);
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="emulator">Where it passes calls on to.</param>
    public static async Task<FaultProxy> StartAsync(Uri emulator)
    {
        var proxy = new FaultProxy(emulator);
        await proxy.app.StartAsync();
        proxy.Endpoint = new Uri(proxy.app.Urls.Single());
        return proxy;
    }

    /// <summary>Breaks the next calls that fit.</summary>
    /// <param name="fault">How.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="fits">Which.</param>
    public void Break(Fault fault, int times, Predicate<ProxiedCall> fits)
    {
        lock (gate) rules.Add(new Rule(fault, times, fits));
    }

    /// <summary>Breaks nothing more, and forgets the calls.</summary>
    public void Reset()
    {
        lock (gate)
        {
            rules.Clear();
            calls.Clear();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        upstream.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var fault = Note(context.Request);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        await Task.Delay(Latency, context.RequestAborted);
        switch (fault)
        {
            case Fault.Reset:
                context.Abort();
                return;
            case Fault.InternalError:
                await RefuseAsync(context, 500, "InternalError", "InternalFailure");
                return;
            case Fault.Unavailable:
                await RefuseAsync(context, 503, "SlowDown", "ServiceUnavailableException");
                return;
            case Fault.Throttled:
                await RefuseAsync(context, IsJson(context) ? 400 : 503, "SlowDown", "ThrottlingException");
                return;
            case Fault.Forbidden:
                await RefuseAsync(context, IsJson(context) ? 400 : 403, "AccessDenied", "AccessDeniedException");
                return;
            case Fault.PartialBatch:
                await PassHalfAsync(context, body);
                return;
        }

        using var answer = await PassAsync(context, body.ToArray());
        switch (fault)
        {
            case Fault.AnswerLost:
                context.Abort();
                return;
            case Fault.AnswerHangs:
                await Task.Delay(Timeout.Infinite, context.RequestAborted)
                    .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return;
            default:
                await AnswerAsync(context, answer, cut: fault == Fault.BodyCut);
                return;
        }
    }

    private Fault? Note(HttpRequest request)
    {
        var call = new ProxiedCall(request.Method, request.Path.Value ?? "/", request.Headers["X-Amz-Target"].ToString(), null);
        lock (gate)
        {
            var rule = rules.Find(one => one.Left > 0 && one.Fits(call));
            if (rule is not null) rule.Left--;
            calls.Add(call with { Fault = rule?.Fault });
            return rule?.Fault;
        }
    }

    private async Task<HttpResponseMessage> PassAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent());
        if (body.Length > 0 || context.Request.ContentLength is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (HopByHop.Contains(name)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return await upstream.SendAsync(request, context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, bool cut)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!HopByHop.Contains(name)) context.Response.Headers[name] = values.ToArray();
        }

        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (!cut)
        {
            if (context.Request.Method != "HEAD" && context.Response.StatusCode != 204)
                await context.Response.Body.WriteAsync(body, context.RequestAborted);
            return;
        }

        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private async Task PassHalfAsync(HttpContext context, MemoryStream body)
    {
        var request = JsonNode.Parse(body.ToArray())!.AsObject();
        var all = request["Records"]!.AsArray();
        var passed = new JsonArray([.. all.Where((_, index) => index % 2 == 1).Select(record => record!.DeepClone())]);
        var entries = new JsonArray();
        if (passed.Count > 0)
        {
            request["Records"] = passed;
            using var answer = await PassAsync(context, Encoding.UTF8.GetBytes(request.ToJsonString()));
            answer.EnsureSuccessStatusCode();
        }

        for (var index = 0; index < all.Count; index++)
        {
            entries.Add(index % 2 == 1
                ? new JsonObject { ["RecordId"] = "passed" }
                : new JsonObject { ["ErrorCode"] = "ServiceUnavailableException", ["ErrorMessage"] = "Slow down." });
        }

        var response = new JsonObject { ["FailedPutCount"] = all.Count - passed.Count, ["RequestResponses"] = entries };
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(response.ToJsonString(), context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string s3Code, string jsonCode)
    {
        context.Response.StatusCode = status;
        if (IsJson(context))
        {
            context.Response.ContentType = "application/x-amz-json-1.1";
            await context.Response.WriteAsync($$"""{"__type":"{{jsonCode}}","message":"A fault of the test."}""");
        }
        else if (context.Request.Method != "HEAD")
        {
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync(
                $"<?xml version=\"1.0\"?><Error><Code>{s3Code}</Code><Message>A fault of the test.</Message><RequestId>r</RequestId></Error>"
            );
        }
    }

    private static bool IsJson(HttpContext context) => context.Request.Headers.ContainsKey("X-Amz-Target");

    private sealed class Rule(Fault fault, int times, Predicate<ProxiedCall> fits)
    {
        public Fault Fault => fault;

        public int Left { get; set; } = times;

        public bool Fits(ProxiedCall call) => fits(call);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>
/// The Lambda Runtime API on a free loopback port, for one function. Tests give it events and get back what the function made of them.
/// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
/// </summary>
public sealed class RuntimeApiHost : IAsyncDisposable
{
    /// <summary>The largest answer it takes, in bytes: 6 MB and a little, as Lambda.</summary>
    public const int LargestResponse = (6 * 1024 * 1024) + 100;

    private const string Root = "/2018-06-01/runtime/";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Channel<PendingInvocation> _events = Channel.CreateUnbounded<PendingInvocation>();
    private readonly ConcurrentDictionary<string, PendingInvocation> _handedOut = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RuntimeApiCall, ConcurrentQueue<RuntimeApiFault>> _faults = new();
    private readonly ConcurrentDictionary<RuntimeApiCall, int> _calls = new();
    private readonly ConcurrentDictionary<string, byte> _connections = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<FunctionError> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _counter;

    private RuntimeApiHost(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Where it listens, as <c>AWS_LAMBDA_RUNTIME_API</c> has it: host and port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Ends when a function has asked for its first event: it is initialized.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Ends when a function has reported that it could not be initialized.</summary>
    public Task<FunctionError> InitError => _initError.Task;

    /// <summary>How many connections have been used for calls.</summary>
    public int Connections => _connections.Count;

    /// <summary>Starts a host.</summary>
    /// <param name="time">The clock that deadlines are reckoned from; the system's unless given.</param>
    public static async Task<RuntimeApiHost> StartAsync(TimeProvider? time = null)
    {
        var host = new RuntimeApiHost(time ?? TimeProvider.System);
        await host._app.StartAsync();
        host.Address = new Uri(host._app.Urls.Single()).Authority;
        return host;
    }

    /// <summary>How many calls of a kind have come, those that met a fault included.</summary>
    public int Calls(RuntimeApiCall call) => _calls.GetValueOrDefault(call);

    /// <summary>Makes the next calls of a kind fail.</summary>
    public void Fail(RuntimeApiCall call, RuntimeApiFault fault, int times = 1)
    {
        var queue = _faults.GetOrAdd(call, _ => new ConcurrentQueue<RuntimeApiFault>());
        for (var i = 0; i < times; i++) queue.Enqueue(fault);
    }

    /// <summary>Gives the function an event, and waits for what it makes of it.</summary>
    /// <param name="payload">The event, JSON.</param>
    /// <param name="options">Deadline, trace id and the like.</param>
    /// <param name="cancellationToken">A token to cancel the wait; the event stays where it is.</param>
    public Task<InvocationOutcome> InvokeAsync(
        string payload,
        InvocationOptions? options = null,
        CancellationToken cancellationToken = default
    ) => InvokeAsync(Encoding.UTF8.GetBytes(payload), options, cancellationToken);

    /// <inheritdoc cref="InvokeAsync(string, InvocationOptions?, CancellationToken)"/>
    public Task<InvocationOutcome> InvokeAsync(
        ReadOnlyMemory<byte> payload, InvocationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var requestId = options.RequestId ?? $"00000000-0000-4000-8000-{Interlocked.Increment(ref _counter):x12}";
        var invocation = new PendingInvocation(requestId, payload, options);
        ObjectDisposedException.ThrowIf(!_events.Writer.TryWrite(invocation), this);
        return invocation.Outcome.WaitAsync(cancellationToken);
    }

    /// <summary>Stops the host; connections that wait for an event are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        _connections.TryAdd(http.Connection.Id, 0);
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            await RefuseAsync(http, 404, "NoSuchPath", path);
            return;
        }

        switch (path[Root.Length..].Split('/'))
        {
            case ["invocation", "next"] when HttpMethods.IsGet(http.Request.Method):
                await WithFaultsAsync(http, RuntimeApiCall.Next, () => HandOutAsync(http));
                break;
            case ["invocation", var id, "response"] when HttpMethods.IsPost(http.Request.Method):
                await WithFaultsAsync(http, RuntimeApiCall.Response, () => TakeResponseAsync(http, id));
                break;
            case ["invocation", var id, "error"] when HttpMethods.IsPost(http.Request.Method):
                await WithFaultsAsync(http, RuntimeApiCall.Error, () => TakeErrorAsync(http, id));
                break;
            case ["init", "error"] when HttpMethods.IsPost(http.Request.Method):
                await WithFaultsAsync(http, RuntimeApiCall.InitError, () => TakeInitErrorAsync(http));
                break;
            default:
                await RefuseAsync(http, 404, "NoSuchPath", path);
                break;
        }
    }

    private async Task WithFaultsAsync(HttpContext http, RuntimeApiCall call, Func<Task> work)
    {
        _calls.AddOrUpdate(call, 1, (_, count) => count + 1);
        if (!_faults.TryGetValue(call, out var queue) || !queue.TryDequeue(out var fault))
        {
            await work();
        }
        else if (fault.Taken)
        {
            // The work is done, the answer is lost: nothing has been flushed at this point.
            await work();
            http.Abort();
        }
        else if (fault.Status is { } status)
        {
            await ReadBodyAsync(http);
            await RefuseAsync(http, status, "Injected", "A fault that the test asked for.");
        }
        else
        {
            http.Abort();
        }
    }

    private async Task HandOutAsync(HttpContext http)
    {
        _ready.TrySetResult();
        PendingInvocation invocation;
        try
        {
            invocation = await _events.Reader.ReadAsync(http.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            http.Abort();
            return;
        }

        _handedOut[invocation.RequestId] = invocation;
        var options = invocation.Options;
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = (_time.GetUtcNow() + options.Timeout).ToUnixTimeMilliseconds().ToString();
        headers["Lambda-Runtime-Invoked-Function-Arn"] = options.InvokedFunctionArn;
        if (options.TraceId is { } trace) headers["Lambda-Runtime-Trace-Id"] = trace;
        foreach (var (name, value) in options.Headers)
        {
            if (value is null) headers.Remove(name);
            else headers[name] = value;
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = invocation.Payload.Length;
        await http.Response.Body.WriteAsync(invocation.Payload);
    }

    private async Task TakeResponseAsync(HttpContext http, string id)
    {
        var body = await ReadBodyAsync(http);
        if (body.Length > LargestResponse)
            await RefuseAsync(http, 413, "RequestEntityTooLarge", $"The answer has {body.Length} bytes, more than {LargestResponse}.");
        else
            await EndAsync(http, id, new(id, body, null));
    }

    private async Task TakeErrorAsync(HttpContext http, string id) =>
        await EndAsync(http, id, new(id, default, await ReadErrorAsync(http)));

    private async Task TakeInitErrorAsync(HttpContext http)
    {
        _initError.TrySetResult(await ReadErrorAsync(http));
        http.Response.StatusCode = 202;
    }

    private async Task EndAsync(HttpContext http, string id, InvocationOutcome outcome)
    {
        if (!_handedOut.TryGetValue(id, out var invocation))
            await RefuseAsync(http, 400, "InvalidRequestID", $"No invocation has the id {id}.");
        else if (!invocation.TryEnd(outcome)) await RefuseAsync(http, 403, "InvalidStateTransition", $"The invocation {id} has ended.");
        else http.Response.StatusCode = 202;
    }

    private static async Task<FunctionError> ReadErrorAsync(HttpContext http)
    {
        var body = await ReadBodyAsync(http);
        var headers = http.Request.Headers;
        return FunctionError.Parse(
            body,
            headers["Lambda-Runtime-Function-Error-Type"],
            http.Request.ContentType,
            headers["Lambda-Runtime-Function-XRay-Error-Cause"]);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static async Task RefuseAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(new { errorType = type, errorMessage = message });
    }
}

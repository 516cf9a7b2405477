using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Datalake.Aws.Testing;

/// <summary>
/// Calls that prepare what a test needs and no client here makes: buckets, topics, queues, streams. Moto wants no signature, only the name
/// of who signed for what.
/// </summary>
public static class MotoCalls
{
    // No proxy of the machine stands between a test and the loopback address.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Calls an operation of a service that speaks AWS JSON.</summary>
    /// <param name="server">The server.</param>
    /// <param name="service">The name requests to the service are signed for, for example <c>firehose</c>.</param>
    /// <param name="target">What <c>X-Amz-Target</c> says, for example <c>Firehose_20150804.CreateDeliveryStream</c>.</param>
    /// <param name="content">The request.</param>
    /// <param name="cancellationToken">A token to cancel the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="HttpRequestException">The answer is an error; the message holds it.</exception>
    public static async Task<JsonObject> CallAsync(
        this MotoServer server, string service, string target, JsonObject content, CancellationToken cancellationToken = default)
    {
        using var request = Request(server, HttpMethod.Post, "/", service);
        request.Headers.Add("X-Amz-Target", target);
        request.Content = JsonContent.Create(content, new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        var answer = await SendAsync(request, cancellationToken);
        return answer.Length == 0 ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    /// <summary>Calls an action of a service that speaks AWS Query, as SNS does.</summary>
    /// <param name="server">The server.</param>
    /// <param name="service">The name requests to the service are signed for, for example <c>sns</c>.</param>
    /// <param name="parameters">The action and its parameters.</param>
    /// <param name="cancellationToken">A token to cancel the call.</param>
    /// <returns>The answer, XML.</returns>
    /// <exception cref="HttpRequestException">The answer is an error; the message holds it.</exception>
    public static async Task<string> QueryAsync(
        this MotoServer server,
        string service,
        IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken = default
    )
    {
        using var request = Request(server, HttpMethod.Post, "/", service);
        request.Content = new FormUrlEncodedContent(parameters);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a request to S3, for example <c>PUT /bucket</c>.</summary>
    /// <param name="server">The server.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, with the bucket, and the query.</param>
    /// <param name="body">The body; none when null.</param>
    /// <param name="cancellationToken">A token to cancel the call.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="HttpRequestException">The answer is an error; the message holds it.</exception>
    public static async Task<string> S3Async(
        this MotoServer server, HttpMethod method, string path, string? body = null, CancellationToken cancellationToken = default)
    {
        using var request = Request(server, method, path, "s3");
        if (body is not null) request.Content = new StringContent(body);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Makes a bucket in the server's region.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The bucket's name.</param>
    /// <param name="cancellationToken">A token to cancel the call.</param>
    public static Task CreateBucketAsync(this MotoServer server, string name, CancellationToken cancellationToken = default)
    {
        var region = $"<LocationConstraint>{MotoServer.Region}</LocationConstraint>";
        return server.S3Async(
            HttpMethod.Put, "/" + name, $"<CreateBucketConfiguration>{region}</CreateBucketConfiguration>", cancellationToken);
    }

    private static HttpRequestMessage Request(MotoServer server, HttpMethod method, string path, string service)
    {
        var request = new HttpRequestMessage(method, new Uri(server.Endpoint, path));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={MotoServer.AccessKeyId}/20260101/{MotoServer.Region}/{service}/aws4_request, SignedHeaders=host, Signature=none"
        );
        return request;
    }

    private static async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await Http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? body
            : throw new HttpRequestException(
                $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {body}", null, response.StatusCode);
    }
}

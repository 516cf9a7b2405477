using System.Net;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The calls of the Runtime API, over one connection that stays open. See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
/// A call whose connection breaks is made again, at most twice. A 5xx ends the function, as the reference asks for; so does any refusal of
/// "next". Another refusal is logged: the invocation is over as far as Lambda is concerned, and "next" will tell whether the function may
/// go on.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200)];
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue ErrorJson = new("application/vnd.aws.lambda.error+json");

    private readonly LambdaEnvironment _environment;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly string _root;

    public RuntimeApiClient(LambdaEnvironment environment, TimeProvider time)
    {
        _environment = environment;
        _time = time;
        _root = $"http://{environment.RuntimeApi}/2018-06-01/runtime/";

        // Everything that would cost a look at the environment or a timer is off. "next" waits as long as there is no event.
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        });
    }

    /// <summary>Waits for the next event.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        var (response, _) = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, _root + "invocation/next"), cancellationToken);
        using (response)
        {
            if (response.StatusCode != HttpStatusCode.OK) throw await RefusedAsync(response);
            try
            {
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                var headers = InvocationHeaders.Read(response.Headers);
                return new(new LambdaContext(headers, _environment, LoggerOf(headers.RequestId), _time), body);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                throw Gone("invocation/next", exception);
            }
        }
    }

    /// <summary>Hands in an answer.</summary>
    /// <returns>False where it is too large.</returns>
    public async Task<bool> RespondAsync(ILambdaContext context, ReadOnlyMemory<byte> answer)
    {
        var status = await PostAsync($"invocation/{context.AwsRequestId}/response", answer, Json, errorType: null, context.Logger);
        return status != HttpStatusCode.RequestEntityTooLarge;
    }

    /// <summary>Hands in the error of an invocation.</summary>
    public async Task ErrorAsync(ILambdaContext context, ErrorReport error) => await PostAsync(
        $"invocation/{context.AwsRequestId}/error", error.ToJson(), ErrorJson, error.HeaderType, context.Logger);

    /// <summary>Hands in that the function could not be initialized.</summary>
    public async Task InitErrorAsync(ErrorReport error) =>
        await PostAsync("init/error", error.ToJson(), ErrorJson, error.HeaderType, LoggerOf(requestId: null));

    public ILambdaLogger LoggerOf(string? requestId) => new LambdaConsoleLogger(requestId, _environment.JsonLog, _time);

    public void Dispose() => _http.Dispose();

    private async Task<HttpStatusCode> PostAsync(
        string path, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, string? errorType, ILambdaLogger logger)
    {
        var (response, retried) = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, _root + path) { Content = new ReadOnlyMemoryContent(body) };
                request.Content.Headers.ContentType = type;
                if (errorType is not null) request.Headers.TryAddWithoutValidation(ErrorTypeHeader, errorType);
                return request;
            },
            CancellationToken.None);
        using (response)
        {
            var status = (int)response.StatusCode;
            if (status >= 500) throw await RefusedAsync(response);

            // A refused retry means that the first try was taken and only its answer lost.
            if (status >= 400 && !retried && response.StatusCode != HttpStatusCode.RequestEntityTooLarge)
                logger.Log(LogLevel.Error, (await RefusedAsync(response)).Message);
            return response.StatusCode;
        }
    }

    private async Task<(HttpResponseMessage Response, bool Retried)> SendAsync(
        Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = create();
            try
            {
                return (await _http.SendAsync(request, cancellationToken), attempt > 0);
            }
            catch (HttpRequestException) when (attempt < Pauses.Length)
            {
                await Task.Delay(Pauses[attempt], _time, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                throw Gone(request.RequestUri!.AbsolutePath, exception);
            }
        }
    }

    private static async Task<RuntimeApiClientException> RefusedAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        var request = response.RequestMessage!;
        return new(
            $"The Lambda Runtime API answered {request.Method} {request.RequestUri!.AbsolutePath} with {status}: {body}", status, body);
    }

    private RuntimeApiClientException Gone(string path, Exception cause) => new(
            $"The Lambda Runtime API at {_environment.RuntimeApi} (AWS_LAMBDA_RUNTIME_API) does not answer {path}: {cause.Message}",
            0,
            "",
            cause
        );
}

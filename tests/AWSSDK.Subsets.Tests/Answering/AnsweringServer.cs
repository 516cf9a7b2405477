using System.Collections.Concurrent;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AWSSDK.Subsets.Tests.Answering;

/// <summary>
/// A server with the answers it is given, one for each request, the last one from then on; for what an emulator cannot be made to do.
/// </summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    internal const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Answer> _answers;
    private readonly Answer _last;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();

    private AnsweringServer(WebApplication application, Answer[] answers)
    {
        _application = application;
        _answers = new ConcurrentQueue<Answer>(answers);
        _last = answers[^1];
    }

    /// <summary>What has arrived so far, in order.</summary>
    internal IReadOnlyList<SeenRequest> Seen => [.. _seen];

    internal static BasicAWSCredentials Credentials { get; } = new("AKIDEXAMPLE", Secret);

    internal string Url => _application.Urls.First();

    internal static async Task<AnsweringServer> StartAsync(params Answer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new AnsweringServer(application, answers);
        application.Run(server.AnswerAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A configuration that reaches this server.</summary>
    internal T Config<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = "eu-west-1";
        return config;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            h => h.Key.ToLowerInvariant(), h => h.Value.ToString().Trim(), StringComparer.Ordinal);
        var valid = Signature.IsValid(context.Request.Method, context.Request.Path, headers, body.ToArray(), Secret);
        _seen.Enqueue(new SeenRequest(headers, body.ToArray(), valid));
        await (_answers.TryDequeue(out var answer) ? answer : _last)(context);
    }
}

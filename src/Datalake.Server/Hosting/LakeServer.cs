using System.Security.Cryptography;
using Datalake.Documents;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Live;
using Datalake.Server.Access;
using Datalake.Server.Describing;
using Datalake.Server.Endpoints;
using Datalake.Server.Problems;
using Datalake.Server.Settings;
using Datalake.Server.Telemetry;
using Datalake.Server.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Hosting;

/// <summary>A lake that runs for good, with its HTTP addresses. Dispose it to stop.</summary>
public sealed class LakeServer : IAsyncDisposable
{
    // Together below the ten seconds that a stop may take.
    private static readonly TimeSpan RequestsEnd = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LakeEnds = TimeSpan.FromSeconds(4);

    private readonly WebApplication app;
    private readonly ServerLake lake;
    private readonly ServerSecrets secrets;
    private readonly ServerStateFile stateFile;
    private int stopped;

    private LakeServer(WebApplication app, ServerLake lake, ServerSecrets secrets, ServerStateFile stateFile, string token)
    {
        this.app = app;
        this.lake = lake;
        this.secrets = secrets;
        this.stateFile = stateFile;
        Token = token;
    }

    /// <summary>Where the server answers, such as <c>http://127.0.0.1:8080</c>.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>The server's own token, which has every role.</summary>
    public string Token { get; }

    /// <summary>The addresses that it answers at.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>
    /// Where a person who has a token begins: what stands behind # is not sent, and leaves the address as soon as the page is there.
    /// </summary>
    public string SignInAddress => $"{Address}{PageRequest.SignIn}#{Token}";

    /// <summary>Ends when the lake cannot go on, with the reason; else when it is stopped.</summary>
    public Task Running => lake.Live.Running;

    /// <summary>Opens the lake and starts to listen.</summary>
    /// <param name="options">What to serve, and how.</param>
    /// <param name="logging">Sets where the log goes.</param>
    /// <param name="cancellationToken">A token to cancel the start.</param>
    /// <exception cref="DocumentException">The settings do not allow it; carries every problem.</exception>
    /// <exception cref="Embedded.Storage.LakeLockedException">Another process writes to the lake.</exception>
    /// <exception cref="Storage.ObjectStoreException">The folder cannot be written.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<LakeServer> StartAsync(
        ServerOptions options, Action<ILoggingBuilder> logging, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = options.Settings;
        if (ExposureCheck.Check(settings, options.IsOpen, options.SettingsSource) is { Count: > 0 } problems)
            throw new DocumentException(problems);
        var opened = ServerSecrets.Read(settings, options.SettingsSource, options.Secrets);
        using var logs = LoggerFactory.Create(logging);
        var buffer = new DeliveryBufferOptions { Interval = settings.Seal.Time, Bytes = settings.Seal.Bytes };
        var live = LiveLake.Start(options.Lake with { Buffer = buffer }, new LiveOptions(), Failed(logs));
        var served = new ServerLake(options, live);
        try
        {
            if (SettingsChecks.Check(settings, live.Catalog, options.SettingsSource) is { Count: > 0 } wrong)
                throw new DocumentException(wrong);
            var file = new ServerStateFile(live.Folder);
            var token = file.TokenFor(settings.Tokens.Count > 0, logs.CreateLogger<LakeServer>());
            var server = new LakeServer(Build(options, served, opened, token, logging), served, opened, file, token);
            await server.app.StartAsync(cancellationToken);
            server.Address = server.FindAddress();
            file.Write(new ServerState
            {
                Token = token,
                Address = server.Address,
                CertificateSha256 = opened.Certificate?.GetCertHashString(HashAlgorithmName.SHA256),
                ProcessId = Environment.ProcessId,
                StartedAt = options.Lake.Time.GetUtcNow(),
            });
            return server;
        }
        catch
        {
            await served.DisposeAsync();
            await live.DisposeAsync();
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Stops: takes nothing new, ends requests, commits what is taken; within ten seconds.</summary>
    /// <returns>
    /// False when something was still under way, so that the process should end without waiting for it; the next start goes on.
    /// </returns>
    public async Task<bool> StopAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1) return true;
        lake.Stop();
        using (var end = new CancellationTokenSource(RequestsEnd)) await app.StopAsync(end.Token);
        await lake.DisposeAsync();
        using var lakeEnd = new CancellationTokenSource(LakeEnds);
        var isStopped = await lake.Live.StopAsync(lakeEnd.Token);
        stateFile.WriteStopped();
        return isStopped;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await lake.Live.DisposeAsync();
        await app.DisposeAsync();
        secrets.Dispose();
    }

    private static WebApplication Build(
        ServerOptions options, ServerLake served, ServerSecrets opened, string token, Action<ILoggingBuilder> logging)
    {
        var settings = options.Settings;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        logging(builder.Logging);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelSetup.Configure(kestrel, settings, opened.Certificate));
        builder.Services.AddRouting();
        builder.Services.AddLakeAccess(AccessOptions.Of(settings, options.IsOpen ? null : token) with { HasPage = options.Page is not null });
        builder.Services.AddSingleton(served).AddSingleton(options);
        options.Page?.AddTo(builder.Services);
        builder.Services.AddHostedService(services => new Schedules(
            served.Live, settings, options.Lake.Time, services.GetRequiredService<ILogger<Schedules>>()));
        TelemetrySetup.Add(builder);
        ApiDescription.Add(builder.Services);
        if (settings.Mcp) LakeTools.Add(builder.Services, served, options.Commands, settings.Limits);
        var built = builder.Build();
        if (settings.BehindProxy) built.UseForwardedHeaders(Forwarded());
        built.UseLakeProblems();
        options.Page?.UseBefore(built);
        built.UseRouting();
        built.UseLakeAccess();
        ArrivalEndpoints.Map(built, served, settings.Limits);
        WebhookEndpoint.Map(built, served, options, opened);
        QueryEndpoint.Map(built, served, settings.Limits);
        CommandEndpoints.Map(built, served, options.Commands);
        CorrectionEndpoint.Map(built, served);
        ReportEndpoints.Map(built, served);
        HealthEndpoints.Map(built, served);
        TelemetrySetup.Map(built);
        ApiDescription.Map(built);
        if (settings.Mcp) LakeTools.Map(built);
        options.Page?.Map(built);
        return built;
    }

    // The proxy is whoever reaches the address that the server listens on.
    private static ForwardedHeadersOptions Forwarded()
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        return forwarded;
    }

    private static Action<LiveFailure> Failed(ILoggerFactory logs)
    {
        var log = logs.CreateLogger<LiveLake>();
        return failure => log.LakeFailed(failure.Subject, failure.Message);
    }

    private string FindAddress()
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var first = addresses.First();

        // What listens everywhere is reached from this machine by its own address.
        return first.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
    }
}

using System.CommandLine;
using Datalake.Documents;
using Datalake.Embedded;
using Datalake.Page;
using Datalake.Server.Hosting;
using Datalake.Server.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Datalake.Cli.Commands.Serving;

/// <summary><c>lake serve</c>: the lake that runs by itself.</summary>
internal static class ServeCommand
{
    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var listen = new Option<string?>("--listen")
        {
            Description = "Where to listen, in place of what lake.json says. [default: 127.0.0.1:8080]",
            HelpName = "ADDRESS:PORT",
        };
        var config = new Option<string?>("--config")
        {
            Description = "The file with the settings. [default: lake.json beside the lake's folder]", HelpName = "FILE",
        };
        var open = new Option<bool>("--no-auth") { Description = "Ask for no token: for trying on this machine only." };
        var engine = new EngineOptionSet();
        var command = engine.AddReading(
            new Command("serve", "Run the lake for good: take what arrives by itself and over HTTP, and answer queries.") { listen, config, open });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetValue(config) ?? BesideOf(options.RootOf(parsed));
            var settings = ServerSettingsReader.Load(file, isNamed: parsed.GetValue(config) is not null, io.Time).Require();
            if (parsed.GetValue(listen) is { } wanted) settings = settings with { Listen = AddressOf(wanted) };
            var lake = engine.LakeOf(parsed, options, io);
            await using var server = await LakeServer.StartAsync(
                new ServerOptions
                {
                    Lake = lake,
                    Settings = settings,
                    SettingsSource = file,
                    IsOpen = parsed.GetValue(open),
                    Commands = new LakeCommands(lake, io.Time),
                    Page = new LakePage(),
                },
                Log,
                cancellationToken);
            await WelcomeAsync(server, settings, parsed.GetValue(open), options.CatalogOf(parsed).All[0].Name, io);
            await WaitAsync(server, cancellationToken);
            await io.Error.WriteLineAsync("Stopping.");
            if (await server.StopAsync()) return ExitCode.Done;
            await io.Error.WriteLineAsync("Something was still under way. Nothing is lost; the next start goes on.");
            Environment.Exit(ExitCode.Done);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WaitAsync(LakeServer server, CancellationToken cancellationToken)
    {
        var signal = Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        if (await Task.WhenAny(server.Running, signal) == server.Running) await server.Running;
    }

    private static async Task WelcomeAsync(LakeServer server, ServerSettings settings, bool isOpen, string dataset, CommandIo io)
    {
        await io.Error.WriteLineAsync($"The lake is served at {server.Address}. Ctrl+C stops it.");
        var token = isOpen || settings.Tokens.Count > 0 ? "" : $"-H 'Authorization: Bearer {server.Token}' ";
        var key = settings.Tokens.Count > 0 ? "-H 'Authorization: Bearer <token>' " : token;
        await io.Error.WriteLineAsync(
            isOpen || settings.Tokens.Count > 0
                ? $"The page is at {server.Address}/."
                : $"The page, with a link that signs in: {server.SignInAddress}");
        await io.Error.WriteLineAsync("Post records, and query them:");
        await io.Error.WriteLineAsync(
            $"  curl {key}-H 'Content-Type: application/json' --data-binary @records.json {server.Address}/v1/datasets/{dataset}/records");
        await io.Error.WriteLineAsync($"  curl {key}-d 'SELECT count(*) FROM {dataset}' -H 'Content-Type: text/plain' {server.Address}/v1/query");
    }

    private static string BesideOf(string root) =>
        Path.Combine(Path.GetDirectoryName(new LakeFolder(root).Root) ?? Path.GetPathRoot(root)!, ServerSettings.FileName);

    private static ListenAddress AddressOf(string text) => ListenAddress.TryParse(text, out var address)
        ? address
        : throw new UsageException(
            $"--listen is '{text}'; it is an address and a port, such as 127.0.0.1:8080, [::1]:8080, localhost:8080 or *:8443.");

    private static void Log(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        })
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}

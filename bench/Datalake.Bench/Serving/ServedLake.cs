using Datalake.Embedded;
using Datalake.Embedded.Live;
using Datalake.Server.Commanding;
using Datalake.Server.Hosting;
using Datalake.Server.Settings;

namespace Datalake.Bench.Serving;

/// <summary>The process that serves a lake: says where it is, and serves until its standard input ends.</summary>
internal static class ServedLake
{
    public static async Task<ServedAddress> RunAsync(
        ServerJob job, TextWriter output, TextReader input, CancellationToken cancellationToken)
    {
        if (!ListenAddress.TryParse("127.0.0.1:0", out var listen)) throw new BenchException("There is no loopback address.");
        await using var server = await LakeServer.StartAsync(
            new ServerOptions
            {
                Lake = new LakeOptions { Root = job.Root, Datasets = job.Datasets },
                Settings = new ServerSettings { Listen = listen, Seal = new SealSettings { Time = TimeSpan.FromSeconds(job.Seal) } },
                SettingsSource = "lake.json",
                Commands = new NoCommands(),
            },
            _ =>
            {
            },
            cancellationToken);
        await output.WriteLineAsync($"{server.Address} {server.Token}");
        await output.FlushAsync(cancellationToken);
        await input.ReadToEndAsync(cancellationToken);
        return new ServedAddress(server.Address, await server.StopAsync());
    }

    private sealed class NoCommands : ILakeCommands
    {
        public Task<int> RunAsync(
            IReadOnlyList<string> arguments,
            TextReader input,
            LiveLake lake,
            TextWriter output,
            TextWriter notes,
            CancellationToken cancellationToken) =>
            throw new BenchException("The bench has no commands.");
    }
}

/// <summary>The last words of the process.</summary>
/// <param name="Address">Where it was.</param>
/// <param name="IsStopped">True when it stopped in time.</param>
internal sealed record ServedAddress(string Address, bool IsStopped);

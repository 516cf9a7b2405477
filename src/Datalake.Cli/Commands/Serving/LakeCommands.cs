using Datalake.Embedded;
using Datalake.Embedded.Live;
using Datalake.Server.Commanding;

namespace Datalake.Cli.Commands.Serving;

/// <summary>Runs the commands that come to a server, on its lake and with its datasets.</summary>
/// <param name="lake">The server's lake.</param>
/// <param name="time">The clock.</param>
internal sealed class LakeCommands(LakeOptions lake, TimeProvider time) : ILakeCommands
{
    private static readonly string[] OnlyHere = ["serve", "demo", "generate", "aws"];

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextReader input,
        LiveLake live,
        TextWriter output,
        TextWriter notes,
        CancellationToken cancellationToken)
    {
        var own = new OwnArguments(arguments);
        if (own.Datasets is { } other && Path.GetFullPath(other) != Path.GetFullPath(lake.Datasets))
        {
            await notes.WriteLineAsync(
                $"The server of this lake has the datasets in {Path.GetFullPath(lake.Datasets)}, not those in {other}. Stop it, or leave out --datasets.");
            return ExitCode.Usage;
        }

        if (own.Rest.FirstOrDefault(argument => !argument.StartsWith('-')) is { } command
            && OnlyHere.Contains(command, StringComparer.Ordinal))
        {
            await notes.WriteLineAsync($"lake {command} does not run beside a server. Stop the server first.");
            return ExitCode.Usage;
        }

        using var io = new CommandIo { Out = output, Error = notes, In = input, Time = time, Live = live };
        return await LakeCommandLine.RunAsync(
            ["--root", live.Folder.Root, "--datasets", lake.Datasets, .. own.Rest], io, cancellationToken);
    }
}

using Datalake.Embedded.Live;

namespace Datalake.Server.Commanding;

/// <summary>Runs the commands of the command line on a lake that a server runs.</summary>
public interface ILakeCommands
{
    /// <summary>Runs a command.</summary>
    /// <param name="arguments">Its arguments, without those that name the lake and its datasets: they are the server's.</param>
    /// <param name="input">What the command finds on its standard input.</param>
    /// <param name="lake">The lake that runs.</param>
    /// <param name="output">Takes the results.</param>
    /// <param name="notes">Takes progress, notes and errors.</param>
    /// <param name="cancellationToken">A token to stop the command, as Ctrl+C does.</param>
    /// <returns>The command's exit code.</returns>
    Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextReader input,
        LiveLake lake,
        TextWriter output,
        TextWriter notes,
        CancellationToken cancellationToken);
}

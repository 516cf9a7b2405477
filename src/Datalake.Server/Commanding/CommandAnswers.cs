using Datalake.Embedded.Live;
using Datalake.Server.Problems;

namespace Datalake.Server.Commanding;

/// <summary>Asks commands that show something for their JSON.</summary>
internal static class CommandAnswers
{
    private const int UsageError = 2;
    private const int Failed = 3;

    /// <summary>Runs a command.</summary>
    /// <param name="commands">Runs it.</param>
    /// <param name="lake">The lake that runs.</param>
    /// <param name="words">The command.</param>
    /// <param name="name">What it is about, as a client gave it; null for nothing.</param>
    /// <param name="cancellationToken">A token to cancel the command.</param>
    /// <returns>What it shows, JSON.</returns>
    /// <exception cref="ProblemException">There is no such thing, or the command failed.</exception>
    public static async Task<string> AskAsync(
        ILakeCommands commands, LiveLake lake, string[] words, string? name, CancellationToken cancellationToken)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();

        // What stands behind -- is no option, whatever it begins with.
        string[] about = name is null ? [] : ["--", name];
        var code = await commands.RunAsync(
            ["--format", "json", .. words, .. about], TextReader.Null, lake, output, error, cancellationToken);
        var message = error.ToString().Trim();
        if (code == UsageError) throw new ProblemException(words[0] == "quarantine" ? ProblemKinds.NoSuchEntry : ProblemKinds.NoSuchTable, message);
        if (code == Failed && output.GetStringBuilder().Length == 0) throw new ProblemException(ProblemKinds.QueryFailed, message);
        return output.ToString();
    }
}

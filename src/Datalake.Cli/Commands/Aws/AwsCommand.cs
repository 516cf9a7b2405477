using System.CommandLine;

namespace Datalake.Cli.Commands.Aws;

/// <summary>
/// <c>lake aws</c>: what a person does with a deployed stack. Nothing of AWS is loaded before one of its commands runs, so the others start
/// as fast as without it.
/// </summary>
internal static class AwsCommand
{
    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var connection = new AwsOptions();
        var command = new Command("aws", "Work with the lake that is deployed on AWS.")
        {
            AwsStatusCommand.Create(options, connection, io),
            AwsQueryCommand.Create(options, connection, io),
            AwsRedriveCommand.Create(options, connection, io),
            AwsBackfillCommand.Create(options, connection, io),
        };
        connection.AddTo(command);
        return command;
    }
}

using System.CommandLine;
using Datalake.Aws.Operations;
using Datalake.Aws.Operations.Stacks;

namespace Datalake.Cli.Commands.Aws;

/// <summary>A stack and the clients for it, while a command works with it.</summary>
internal sealed class AwsSession : IDisposable
{
    private AwsSession(StackDescription description, StackClients clients)
    {
        (Description, Clients) = (description, clients);
    }

    /// <summary>The stack.</summary>
    public StackDescription Description { get; }

    /// <summary>The clients.</summary>
    public StackClients Clients { get; }

    /// <summary>Does a command's work with the stack that it names, and reports failures.</summary>
    /// <param name="options">The options that name the stack.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="io">Takes the failure.</param>
    /// <param name="work">The work; its result is the exit code.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        AwsOptions options, ParseResult parsed, CommandIo io, Func<AwsSession, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            using var session = await OpenAsync(options.ConnectionOf(parsed), cancellationToken);
            return await work(session);
        }
        catch (OperationException failure)
        {
            await io.Error.WriteLineAsync(failure.Message);
            return failure.IsUsage ? ExitCode.Usage : ExitCode.Failed;
        }
        catch (Exception failure) when (failure is not IOException && AwsFailure.IsOne(failure))
        {
            await io.Error.WriteLineAsync(AwsFailure.Describe(failure));
            return ExitCode.Failed;
        }
    }

    /// <summary>The stack with its contracts.</summary>
    public Task<DeployedStack> LoadAsync(CancellationToken cancellationToken) =>
        DeployedStack.LoadAsync(Clients.S3, Description, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Clients.Dispose();

    private static async Task<AwsSession> OpenAsync(StackConnection connection, CancellationToken cancellationToken)
    {
        using var first = StackClients.ForDescription(connection);
        var description = await DeployedStack.DescribeAsync(first.S3, connection.LakeBucket, cancellationToken);
        return new AwsSession(description, StackClients.For(connection, description));
    }
}

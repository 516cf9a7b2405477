using System.CommandLine;
using System.CommandLine.Parsing;
using Datalake.Cli.Commands.Aws;

namespace Datalake.Cli.Commands;

/// <summary>The command <c>lake</c>: which commands it has, and how their failures are reported.</summary>
internal static class LakeCommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="io">What it talks to.</param>
    /// <param name="cancellationToken">A token to cancel the operation, as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandIo io, CancellationToken cancellationToken = default)
    {
        var parsed = Create(io).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in ErrorsOf(parsed)) await io.Error.WriteLineAsync(error);
            await io.Error.WriteLineAsync($"Type '{NameOf(parsed)} --help' to see what there is.");
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = io.Out,
                Error = io.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (IOException failure) when (failure.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            // Whoever read the results has seen enough, as head does.
            return ExitCode.Done;
        }
        catch (Exception failure) when (Failures.CodeOf(failure) is { } code)
        {
            foreach (var line in Failures.Describe(failure)) await io.Error.WriteLineAsync(line);
            return code;
        }
        finally
        {
            Flush(io);
        }
    }

    private static RootCommand Create(CommandIo io)
    {
        var options = new GlobalOptions();
        return new RootCommand("A data lake for e-commerce JSON: raw objects in, clean, typed, partitioned Parquet out, SQL over it.")
        {
            options.Root,
            options.Datasets,
            options.Format,
            GenerateCommand.Create(options, io),
            IngestCommand.Create(options, io),
            PartitionCommand.Create(options, io),
            RebuildCommand.Create(options, io),
            CompactCommand.Create(options, io),
            VacuumCommand.Create(options, io),
            EraseCommand.Create(options, io),
            HistoryCommand.Create(options, io),
            RunCommand.Create(options, io),
            QueryCommand.Create(options, io),
            TablesCommand.Create(options, io),
            InspectCommand.Create(options, io),
            DatasetsCommand.Create(options, io),
            StatusCommand.Create(options, io),
            QuarantineCommand.Create(options, io),
            SchemaCommand.Create(options, io),
            DemoCommand.Create(options, io),
            AwsCommand.Create(options, io),
        };
    }

    private static IEnumerable<string> ErrorsOf(ParseResult parsed)
    {
        // That a command is missing goes without saying where an unknown one was given.
        var unknown = parsed
            .Errors.Where(error => parsed.UnmatchedTokens.Any(token => error.Message.Contains(token, StringComparison.Ordinal)))
            .ToArray();
        return (unknown.Length > 0 ? unknown : parsed.Errors).Select(error => error.Message);
    }

    private static string NameOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as CommandResult)
            names.Push(at.Command is RootCommand ? "lake" : at.Command.Name);
        return string.Join(' ', names);
    }

    private static void Flush(CommandIo io)
    {
        try
        {
            io.Out.Flush();
        }
        catch (IOException)
        {
            // As above.
        }
    }
}

using System.CommandLine;
using Datalake.Aws.Operations.Status;
using Datalake.Cli.Output;
using Datalake.Embedded.Checkpoints;

namespace Datalake.Cli.Commands.Aws;

/// <summary><c>lake aws status</c>: how the parts of a stack are, and what needs a person.</summary>
internal static class AwsStatusCommand
{
    private static readonly string[] Columns = ["area", "subject", "figure", "value", "level", "message"];

    public static Command Create(GlobalOptions options, AwsOptions connection, CommandIo io)
    {
        var command = new Command("status", "Show hours, quarantine, dead letters, runs, streams and tables, and what needs a person.");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, connection, parsed, io, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(
        GlobalOptions options, AwsOptions connection, ParseResult parsed, CommandIo io, CancellationToken cancellationToken) =>
        AwsSession.RunAsync(
            connection,
            parsed,
            io,
            async session =>
            {
                var stack = await session.LoadAsync(cancellationToken);
                var latest = new Latest<string>();
                var items = await ProgressLine.ShowAsync(
                    io,
                    () => $"looking at {latest.Value ?? "the stack"}",
                    () => StackStatus.ReadAsync(
                        session.Clients, stack, ParquetCheckpointFormat.Instance, io.Time, latest, cancellationToken)
                );
                Write(items, parsed.GetValue(options.Format), io);
                return items.Max(item => item.Level) switch
                {
                    StatusLevel.Error => ExitCode.Failed,
                    StatusLevel.Attention => ExitCode.Quarantined,
                    _ => ExitCode.Done,
                };
            },
            cancellationToken);

    private static void Write(IReadOnlyList<StatusItem> items, ResultFormat format, CommandIo io)
    {
        if (format == ResultFormat.Table) WriteTables(items, io);
        else format.WriterTo(io.Out).WriteAll(Columns, items.Select(Row));
        foreach (var item in items.Where(item => item.Message is not null).OrderByDescending(item => item.Level))
        {
            io.Error.WriteLine($"{(item.Level == StatusLevel.Error ? "error" : "attention")}: {item.Subject}: {item.Message}");
        }

        var count = items.Count(item => item.Level != StatusLevel.Ok);
        io.Error.WriteLine(count == 0 ? "All is as it should be." : $"{Amount.Of(count, "thing")} to look at.");
    }

    private static void WriteTables(IReadOnlyList<StatusItem> items, CommandIo io)
    {
        // The figures of a dataset below each other, as lake status has them; of functions and runs there are more, with few figures each.
        var datasets = items.Where(item => item.Area == StatusArea.Dataset).ToLookup(item => item.Subject, StringComparer.Ordinal);
        var figures = datasets.SelectMany(group => group).Select(item => item.Figure).Distinct(StringComparer.Ordinal);
        ResultFormat.Table.WriterTo(io.Out).WriteAll(
            ["", .. datasets.Select(group => group.Key)],
            figures.Select(figure => (IReadOnlyList<object?>)[figure, .. datasets.Select(group => ValueOf(group, figure))]));
        foreach (var (area, title) in ((StatusArea, string)[])[(StatusArea.Function, "function"), (StatusArea.Run, "run")])
        {
            var subjects = items.Where(item => item.Area == area).GroupBy(item => item.Subject, StringComparer.Ordinal).ToArray();
            if (subjects.Length == 0) continue;
            var names = subjects.SelectMany(group => group).Select(item => item.Figure).Distinct(StringComparer.Ordinal).ToArray();
            io.Out.Write('\n');
            ResultFormat.Table.WriterTo(io.Out).WriteAll(
                    [title, .. names],
                    subjects.Select(group => (IReadOnlyList<object?>)[group.Key, .. names.Select(name => ValueOf(group, name))])
                );
        }
    }

    private static object? ValueOf(IEnumerable<StatusItem> items, string figure) =>
        items.FirstOrDefault(item => item.Figure == figure)?.Value;

    private static IReadOnlyList<object?> Row(StatusItem item) =>
        [
            item.Area.ToString().ToLowerInvariant(),
            item.Subject,
            item.Figure,
            item.Value,
            item.Level.ToString().ToLowerInvariant(),
            item.Message,
        ];
}

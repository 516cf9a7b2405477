using System.CommandLine;
using Datalake.Aws.Operations.Redriving;
using Datalake.Cli.Output;

namespace Datalake.Cli.Commands.Aws;

/// <summary><c>lake aws redrive</c>: dead letters back to their functions.</summary>
internal static class AwsRedriveCommand
{
    private static readonly string[] Columns =
    ["function", "messages", "redriven", "notifications", "dropped", "left", "failed", "remaining"];

    private readonly record struct Choice(Option<string?> Function, Option<long> Maximum, Option<bool> DryRun);

    public static Command Create(GlobalOptions options, AwsOptions connection, CommandIo io)
    {
        var choice = new Choice(
            new Option<string?>("--function") { Description = "Only the dead letters of this function.", HelpName = "NAME" },
            Options.Number("--max", "N", "The maximum number of messages to take; 0 for all.", 0L, 0, long.MaxValue),
            new Option<bool>("--dry-run") { Description = "Only look: publish nothing, delete nothing." });
        var command = new Command(
            "redrive", "Send dead letters to their functions again. A message is deleted only once it was published again.")
        {
            choice.Function, choice.Maximum, choice.DryRun,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, connection, choice, parsed, io, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(
        GlobalOptions options,
        AwsOptions connection,
        Choice choice,
        ParseResult parsed,
        CommandIo io,
        CancellationToken cancellationToken
    ) =>
        AwsSession.RunAsync(
            connection,
            parsed,
            io,
            async session =>
            {
                var request = new RedriveRequest
                {
                    Function = parsed.GetValue(choice.Function),
                    Maximum = parsed.GetValue(choice.Maximum) is > 0 and var maximum ? maximum : null,
                    DryRun = parsed.GetValue(choice.DryRun),
                };
                var redrive = new Redrive(session.Clients.Sqs, session.Clients.Sns, session.Description, io.Time);
                var latest = new Latest<RedriveReport>();
                var reports = await ProgressLine.ShowAsync(
                    io, () => Line(latest.Value), () => redrive.RunAsync(request, latest, cancellationToken));
                options.WriterOf(parsed, io).WriteAll(Columns, reports.Select(Row));
                foreach (var note in reports.SelectMany(report => report.Notes)) await io.Error.WriteLineAsync(note);
                if (request.DryRun) await io.Error.WriteLineAsync("Nothing was published or deleted; without --dry-run it would be.");
                return CodeOf(reports);
            },
            cancellationToken);

    private static int CodeOf(IReadOnlyList<RedriveReport> reports) =>
        reports.Any(report => report.Failed > 0) ? ExitCode.Failed
        : reports.Any(report => report.Left > 0 || report.Remaining is null or > 0) ? ExitCode.Quarantined
        : ExitCode.Done;

    private static string Line(RedriveReport? report) =>
        report is null ? "redriving" : $"redriving: {Amount.Of(report.Messages, "message")} of {report.Function}";

    private static IReadOnlyList<object?> Row(RedriveReport report) =>
        [
            report.Function,
            report.Messages,
            report.Redriven,
            report.Notifications,
            report.Dropped,
            report.Left,
            report.Failed,
            report.Remaining,
        ];
}

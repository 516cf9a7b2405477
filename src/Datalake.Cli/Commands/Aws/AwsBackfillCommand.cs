using System.CommandLine;
using Datalake.Aws.Operations.Backfilling;
using Datalake.Aws.Storage;
using Datalake.Cli.Output;
using Datalake.Storage;

namespace Datalake.Cli.Commands.Aws;

/// <summary><c>lake aws backfill</c>: raw objects structured again, or stage hours run again.</summary>
internal static class AwsBackfillCommand
{
    private static readonly string[] ObjectColumns = ["dataset", "listed", "unclaimed", "out_of_time", "published", "bytes", "messages"];
    private static readonly string[] HourColumns = ["dataset", "hour", "stage_files", "result", "reason"];

    public static Command Create(GlobalOptions options, AwsOptions connection, CommandIo io)
    {
        var range = new BackfillOptions();
        var command = new Command(
            "backfill", "Have raw objects structured again, or stage hours run again. What is in the tables already is not doubled.")
        {
            range.Dataset, range.Prefix, range.From, range.After, range.Before, range.All, range.Rate,
            range.RateMegabytes, range.Hours, range.DryRun,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, connection, range, parsed, io, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(
        GlobalOptions options,
        AwsOptions connection,
        BackfillOptions range,
        ParseResult parsed,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        range.Check(parsed);
        return AwsSession.RunAsync(
            connection,
            parsed,
            io,
            session => parsed.GetValue(range.Hours) is { } hours
                ? RunHoursAsync(session, hours, options, range, parsed, io, cancellationToken)
                : RunObjectsAsync(session, options, range, parsed, io, cancellationToken),
            cancellationToken);
    }

    private static async Task<int> RunObjectsAsync(
        AwsSession session,
        GlobalOptions options,
        BackfillOptions range,
        ParseResult parsed,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        var (dataset, dryRun) = (parsed.GetValue(range.Dataset)!, parsed.GetValue(range.DryRun));
        var asked = new ArrivalRange
        {
            Prefix = parsed.GetValue(range.Prefix) ?? string.Empty,
            From = parsed.GetValue(range.From),
            After = parsed.GetValue(range.After),
            Before = parsed.GetValue(range.Before),
        };
        var backfill = new ArrivalBackfill(session.Clients.S3, session.Clients.Sns, await session.LoadAsync(cancellationToken), io.Time);
        var pace = new BackfillPace(parsed.GetValue(range.Rate), parsed.GetValue(range.RateMegabytes) * 1_000_000L);
        var latest = new Latest<ArrivalBackfillReport>();
        try
        {
            var report = await ProgressLine.ShowAsync(
                io,
                () => Line(latest.Value),
                () => backfill.RunAsync(dataset, asked, pace, dryRun, latest, cancellationToken)
            );
            IReadOnlyList<object?> row =
            [dataset, report.Listed, report.Unclaimed, report.OutOfTime, report.Published, report.Bytes, report.Messages];
            options.WriterOf(parsed, io).WriteAll(ObjectColumns, [row]);
            if (dryRun) await io.Error.WriteLineAsync("Nothing was published; without --dry-run it would be.");
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (!dryRun && latest.Value is { LastKey: { } key } report)
        {
            await io.Error.WriteLineAsync(
                $"{Amount.Of(report.Published, "object")} were published. Go on with the same range and --from '{key}'");
            throw;
        }
    }

    private static async Task<int> RunHoursAsync(
        AwsSession session,
        HourRange hours,
        GlobalOptions options,
        BackfillOptions range,
        ParseResult parsed,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        var (dataset, dryRun) = (parsed.GetValue(range.Dataset)!, parsed.GetValue(range.DryRun));
        var lake = new S3ObjectStore(session.Clients.S3, session.Description.LakeBucket);
        var backfill = new HourBackfill(lake, await session.LoadAsync(cancellationToken));
        var outcomes = await ProgressLine.ShowAsync(
            io, () => "looking at the hours", () => backfill.RunAsync(dataset, hours.First, hours.Last, dryRun, cancellationToken));
        options.WriterOf(parsed, io).WriteAll(HourColumns, outcomes.Select(outcome => Row(dataset, outcome)));
        foreach (var left in outcomes.Where(outcome => outcome.Reason is not null))
            await io.Error.WriteLineAsync($"{dataset} {left.Hour} was left as it is. {left.Reason}");
        var due = outcomes.Count(outcome => outcome.Result != HourBackfillResult.Left);
        await io.Error.WriteLineAsync(
            due == 0
                ? "No hour of the range was made due."
                : $"{Amount.Of(due, "hour")} {(dryRun ? "would be" : due == 1 ? "is" : "are")} due. The next trigger runs them, when they are over."
        );
        return outcomes.Any(outcome => outcome.Result == HourBackfillResult.Left) ? ExitCode.Quarantined : ExitCode.Done;
    }

    private static string Line(ArrivalBackfillReport? report) =>
        report is null
            ? "listing raw objects"
            : $"backfilling: {Amount.Of(report.Published, "object")} of {Amount.Of(report.Listed)} listed, {Amount.OfBytes(report.Bytes)}";

    private static IReadOnlyList<object?> Row(string dataset, HourBackfillOutcome outcome) =>
    [
        dataset,
        outcome.Hour.ToString(),
        (long)outcome.StageFiles,
        outcome.Result switch
        {
            HourBackfillResult.Reopened => "reopened",
            HourBackfillResult.AlreadyDue => "already due",
            _ => "left",
        },
        outcome.Reason,
    ];
}

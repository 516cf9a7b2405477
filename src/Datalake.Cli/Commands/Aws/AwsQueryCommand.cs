using System.CommandLine;
using Datalake.Aws.Operations.Queries;
using Datalake.Aws.Operations.Stacks;
using Datalake.Cli.Output;

namespace Datalake.Cli.Commands.Aws;

/// <summary><c>lake aws query</c>: SQL in Athena.</summary>
internal static class AwsQueryCommand
{
    private readonly record struct Choice(Argument<string?> Sql, Option<string?> File, Option<string?> Database);

    public static Command Create(GlobalOptions options, AwsOptions connection, CommandIo io)
    {
        var choice = new Choice(
            QueryCommand.SqlArgument(),
            QueryCommand.FileOption(),
            new Option<string?>("--database")
            {
                Description = "The database of tables named without one. [default: the stack's first]",
                HelpName = "NAME",
            }
        );
        var command = new Command("query", "Run a query in Athena. Ctrl+C stops it there too.")
        {
            choice.Sql,
            choice.File,
            choice.Database,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(options, connection, choice, parsed, io, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        GlobalOptions options, AwsOptions connection, Choice choice, ParseResult parsed, CommandIo io, CancellationToken cancellationToken)
    {
        var sql = await QueryCommand.ReadAsync(parsed.GetValue(choice.Sql), parsed.GetValue(choice.File), io, cancellationToken);
        if (string.IsNullOrWhiteSpace(sql)) throw new UsageException("There is no query: the text is empty.");
        return await AwsSession.RunAsync(
            connection,
            parsed,
            io,
            async session =>
            {
                var query = new AthenaQuery(session.Clients.Athena, session.Description.Workgroup, io.Time);
                var latest = new Latest<AthenaProgress>();
                var database = parsed.GetValue(choice.Database) ?? DatabaseOf(session.Description);
                var done = await ProgressLine.ShowAsync(
                    io, () => Line(latest.Value), () => query.RunAsync(sql, database, latest, cancellationToken));
                var count = await WriteAsync(query, done.Id, options.WriterOf(parsed, io), cancellationToken);
                await io.Error.WriteLineAsync(
                    $"{Amount.Of(count, "row")}, {Amount.OfBytes(done.ScannedBytes)} scanned, {Seconds(done)} (query {done.Id})");
                return ExitCode.Done;
            },
            cancellationToken);
    }

    private static async Task<long> WriteAsync(AthenaQuery query, string id, RowWriter writer, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (
            var row in query.ReadAsync(id, columns => writer.Begin([.. columns.Select(column => column.Name)]), cancellationToken))
        {
            writer.Write(row);
            count++;
        }

        writer.Finish();
        return count;
    }

    private static string DatabaseOf(StackDescription stack) =>
        stack.Datasets.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value.Database;

    private static string Line(AthenaProgress? progress) =>
        progress is null ? "starting the query" : $"{progress.State}: {Amount.OfBytes(progress.ScannedBytes)} scanned, {Seconds(progress)}";

    private static string Seconds(AthenaProgress progress) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{progress.Time.TotalSeconds:0.0} s");
}

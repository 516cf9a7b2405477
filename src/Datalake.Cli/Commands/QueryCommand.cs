using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded.Queries;

namespace Datalake.Cli.Commands;

/// <summary><c>lake query</c>: SQL over the lake.</summary>
internal static class QueryCommand
{
    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var sql = SqlArgument();
        var file = FileOption();
        var version = new Option<long?>("--version")
        {
            Description = "Read this version of the one consumable table that the query names; lake history lists them.", HelpName = "N",
        };
        var at = Options.Time("--at", "Read the versions of the consumable tables that were the newest at this time.");
        var save = new Option<bool>("--save") { Description = "Write the views that CREATE VIEW makes as files, without asking." };
        var verbose = new Option<bool>("--verbose") { Description = "Say which version of each consumable table is read, and how many of its files." };
        var engine = new EngineOptionSet();
        var command = engine.AddMemory(
            new Command(
                "query",
                "Run queries, one after the other: DuckDB's SQL with Athena's common functions. 'lake tables' says what there is to query.")
            {
                sql,
                file,
                version,
                at,
                save,
                verbose,
            }
        );
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var statements = LakeScript.Split(await ReadAsync(parsed.GetValue(sql), parsed.GetValue(file), io, cancellationToken));
            using var lake = LakeReader.Open(options.RootOf(parsed), options.ViewsOf(parsed), engine.EngineOf(parsed));
            var views = new CreateViewRun(options, parsed, io, lake, parsed.GetValue(save));

            // What is wrong in the last statement is said before the first is run.
            foreach (var statement in statements)
            {
                if (!views.Takes(statement)) lake.Check(statement);
            }

            var asOf = AsOfOf(parsed.GetValue(version), parsed.GetValue(at));
            var format = parsed.GetValue(options.Format);
            var results = 0;
            foreach (var statement in statements)
            {
                if (await views.RunAsync(statement, cancellationToken)) continue;
                if (results++ > 0 && format != ResultFormat.Json) await io.Out.WriteAsync(format == ResultFormat.Csv ? "\r\n" : "\n");
                using var rows = lake.Query(statement, cancellationToken, asOf);
                var count = Write(rows, options.WriterOf(parsed, io), cancellationToken);
                await io.Out.FlushAsync(cancellationToken);
                if (parsed.GetValue(verbose))
                {
                    foreach (var scan in rows.Scans)
                        await io.Error.WriteLineAsync($"{scan.Table}: version {scan.Version}, reads {scan.Files} of {Amount.Of(scan.AllFiles, "file")}");
                }

                if (format != ResultFormat.Table) continue;
                await io.Error.WriteLineAsync(Amount.Of(count, "row"));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static AsOf? AsOfOf(long? version, DateTimeOffset? at) => (version, at) switch
    {
        (null, null) => null,
        ({ } both, { }) => throw new UsageException($"Give --version {both} or --at, not both."),
        ( < 0 and var negative, _) => throw new UsageException($"--version is {negative}; versions begin with 0."),
        _ => new AsOf(version, at),
    };

    /// <summary>The argument that is the query.</summary>
    public static Argument<string?> SqlArgument() =>
        new("sql")
        {
            Description = "The query; several with ; between them. Without it and without --file it is read from what is piped in.",
            HelpName = "SQL",
            Arity = ArgumentArity.ZeroOrOne,
        };

    /// <summary>The option that names a file with the query.</summary>
    public static Option<string?> FileOption() => new("--file") { Description = "The file that holds the query, or several.", HelpName = "F" };

    /// <summary>Writes the rows of a query as they come.</summary>
    /// <returns>How many there were.</returns>
    public static long Write(LakeRows rows, RowWriter writer, CancellationToken cancellationToken)
    {
        var values = new object?[rows.Columns.Count];
        var count = 0L;
        writer.Begin([.. rows.Columns.Select(column => column.Name)]);
        for (; rows.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < values.Length; i++) values[i] = rows.GetValue(i);
            writer.Write(values);
        }

        writer.Finish();
        return count;
    }

    /// <summary>The query, from wherever it was given.</summary>
    /// <exception cref="UsageException">It was given nowhere, or twice.</exception>
    public static async Task<string> ReadAsync(string? sql, string? file, CommandIo io, CancellationToken cancellationToken)
    {
        if (sql is not null && file is not null) throw new UsageException("Give the query or --file, not both.");
        if (sql is not null and not "-") return sql;
        if (file is not null)
        {
            return File.Exists(file)
                ? await File.ReadAllTextAsync(file, cancellationToken)
                : throw new UsageException($"There is no file {file} to read the query from.");
        }

        return sql is null && io.InIsTerminal
            ? throw new UsageException(
                "There is no query. Give it between quotes, or with --file, or pipe it in. For example: lake query \"SELECT count(*) FROM checkout\""
            )
            : await io.In.ReadToEndAsync(cancellationToken);
    }
}

using System.CommandLine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;

namespace Datalake.Cli.Commands;

/// <summary>The statements of <c>lake query</c> that make views: each writes a file, when that is wanted.</summary>
/// <param name="options">The options of every command.</param>
/// <param name="parsed">The command line.</param>
/// <param name="io">What the command talks to.</param>
/// <param name="lake">The lake, which knows each view as soon as it is written.</param>
/// <param name="saves">Whether files are written without asking.</param>
internal sealed class CreateViewRun(GlobalOptions options, ParseResult parsed, CommandIo io, LakeReader lake, bool saves)
{
    private bool CanAsk => io.InIsTerminal && io.ErrorIsTerminal;

    /// <summary>True for a statement that makes a view.</summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="UsageException">It would write a file that nobody asked for, or delete one.</exception>
    /// <exception cref="QueryRefusedException">It makes a view in a form that Athena does not have.</exception>
    public bool Takes(string statement)
    {
        if (ViewStatement.ParseDrop(statement) is { } name)
        {
            var file = lake.Views.Find(name)?.Source ?? lake.Views.Problems.FirstOrDefault(problem => problem.View == name)?.Source;
            throw new UsageException(file is not null
                ? $"DROP VIEW deletes no file. Delete {file}."
                : $"There is no view '{name}', so there is nothing to drop. SHOW VIEWS lists the views.");
        }

        if (ViewStatement.Parse(statement) is not { } view) return false;
        if (!saves && !CanAsk)
            throw new UsageException($"CREATE VIEW {view.Name} writes a file into {options.DatasetsOf(parsed)}. Say that you want it: lake query --save …");
        return !options.HasPublishedDatasets(parsed) ? true : throw new UsageException(
            $"CREATE VIEW {view.Name} writes a file, and the datasets that come with the command are not the place. Name yours: --datasets DIR");
    }

    /// <summary>Makes the view of a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">A token to cancel the operation; a file is written whole or not at all.</param>
    /// <returns>False when the statement makes none.</returns>
    /// <exception cref="UsageException">The file is not wanted.</exception>
    /// <exception cref="QueryRefusedException">The view does not work.</exception>
    public async Task<bool> RunAsync(string statement, CancellationToken cancellationToken)
    {
        if (ViewStatement.Parse(statement) is not { } create) return false;
        var view = new ViewWriter(options.DatasetsOf(parsed)).Plan(lake.Views, create);
        var replaces = File.Exists(view.Source);
        if (!saves)
        {
            await io.Error.WriteAsync($"{(replaces ? "Replace" : "Write")} {view.Source}? [y/N] ");
            var answer = (await io.In.ReadLineAsync(cancellationToken))?.Trim();
            if (answer is not ("y" or "Y" or "yes")) throw new UsageException($"The view '{view.Name}' is not written, and nothing after it is run.");
        }

        ViewWriter.Write(view, create.Replaces);
        lake.Use(lake.Views.With(view));
        await io.Error.WriteLineAsync($"{(replaces ? "Replaced" : "Wrote")} {view.Source}");
        return true;
    }
}

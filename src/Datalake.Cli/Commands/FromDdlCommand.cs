using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded.Adopting;
using Datalake.Embedded.Storage;

namespace Datalake.Cli.Commands;

/// <summary><c>lake datasets from-ddl</c>: contracts and views for what Athena's statements declare.</summary>
internal static class FromDdlCommand
{
    private static readonly string[] Columns = ["path", "text"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var file = new Argument<string>("file") { Description = "The file with the statements; - for what is piped in.", HelpName = "FILE" };
        var save = new Option<bool>("--save") { Description = "Write the files that are not there yet, instead of showing them." };
        var command = new Command(
            "from-ddl", "Propose contracts and views for the CREATE TABLE and CREATE VIEW statements of Athena or Hive in a file.") { file, save };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var import = DdlImport.Read(await ReadAsync(parsed.GetRequiredValue(file), io, cancellationToken));
            foreach (var note in import.Notes) await io.Error.WriteLineAsync(FormattableString.Invariant($"line {note.Line}: {note.Text}"));
            if (import.Files.Count == 0)
                throw new UsageException("There is no statement in the file that a contract or a view can be made of: CREATE EXTERNAL TABLE or CREATE VIEW.");
            if (parsed.GetValue(save)) Save(import, DirectoryOf(options, parsed), io);
            else Show(import, options, parsed, io);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string file, CommandIo io, CancellationToken cancellationToken)
    {
        if (file == "-") return await io.In.ReadToEndAsync(cancellationToken);
        return File.Exists(file)
            ? await File.ReadAllTextAsync(file, cancellationToken)
            : throw new UsageException($"There is no file {file} to read statements from.");
    }

    private static string DirectoryOf(GlobalOptions options, ParseResult parsed) =>
        options.HasPublishedDatasets(parsed) ? "./datasets" : options.DatasetsOf(parsed);

    private static void Show(DdlImport import, GlobalOptions options, ParseResult parsed, CommandIo io)
    {
        if (parsed.GetValue(options.Format) != ResultFormat.Table)
        {
            options.WriterOf(parsed, io).WriteAll(
                Columns, import.Files.Select(proposed => (IReadOnlyList<object?>)[proposed.Path, proposed.Text]));
            return;
        }

        foreach (var proposed in import.Files) io.Out.WriteLine($"==> {proposed.Path} <==\n{proposed.Text}");
        io.Error.WriteLine($"{Amount.Of(import.Files.Count, "file")} proposed. Write them with --save.");
    }

    private static void Save(DdlImport import, string directory, CommandIo io)
    {
        foreach (var proposed in import.Files)
        {
            var path = Path.Combine(directory, proposed.Path.Replace('/', Path.DirectorySeparatorChar));
            if (File.Exists(path))
            {
                io.Error.WriteLine($"{path} is there already and stays as it is.");
                continue;
            }

            WholeFile.Write(path, proposed.Text, replaces: false);
            io.Error.WriteLine($"Wrote {path}");
        }

        io.Error.WriteLine($"Look at what was proposed, then: lake datasets validate{(directory == "./datasets" ? "" : $" --datasets {directory}")}");
    }
}

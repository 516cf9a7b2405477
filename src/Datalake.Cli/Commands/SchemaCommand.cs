using System.CommandLine;
using System.Text.RegularExpressions;
using Datalake.Cli.Output;
using Datalake.Datasets;
using Datalake.Embedded.Schemas;

namespace Datalake.Cli.Commands;

/// <summary><c>lake schema</c>: what arrives, compared with what the contracts declare.</summary>
internal static partial class SchemaCommand
{
    private static readonly string[] Columns = ["column", "type"];
    private static readonly string[] Findings = ["finding", "path", "declared", "arrives", "count", "example"];

    public static Command Create(GlobalOptions options, CommandIo io) =>
        new("schema", "What arrives, compared with what the contracts declare.") { Infer(options, io), Diff(options, io) };

    private static Command Infer(GlobalOptions options, CommandIo io)
    {
        var dataset = new Argument<string?>("dataset")
        {
            Description = "The dataset's name. With --raw the name of the new one. [default: the first folder of the keys]",
            HelpName = "DATASET",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var raw = new Option<string?>("--raw")
        {
            Description = "Read the arrivals in raw/ whose keys match this template, without a contract, e.g. 'orders/{path*}'.",
            HelpName = "KEYS",
        };
        var save = new Option<bool>("--save") { Description = "Write the contract of a new dataset into the folder of datasets. Never overwrites one." };
        var sample = SampleOption();
        var command = new Command("infer", "Propose a contract from what arrived: from structured_json/, or with --raw from raw/.") { dataset, raw, save, sample };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(dataset);
            var root = options.RootOf(parsed);
            if (parsed.GetValue(raw) is { } keys)
            {
                if (!KeyTemplate.TryParse(keys, out var template, out var problem)) throw new UsageException($"--raw: {problem}");
                name = DatasetName(name, template);
                var folder = options.NewDatasetsOf(parsed);
                var file = Path.Combine(folder, name, "dataset.json");
                if (parsed.GetValue(save) && File.Exists(file)) throw new UsageException($"{file} is there already; --save does not overwrite it.");
                var found = await ProgressLine.ShowAsync(
                    io, () => "reading raw", () => RawInference.InferAsync(root, name, template, parsed.GetValue(sample), cancellationToken));
                if (found.Read == 0)
                {
                    foreach (var note in found.Notes) await io.Error.WriteLineAsync(note);
                    await io.Error.WriteLineAsync($"No record lies in raw/ under a key that matches '{template}'.");
                    return ExitCode.Failed;
                }

                if (!parsed.GetValue(save)) return await ShowAsync(found, existing: null);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await using (var written = new StreamWriter(new FileStream(file, FileMode.CreateNew)))
                    await written.WriteLineAsync(ProposalJson.Write(found));
                await NoteAsync(found, io);
                await io.Error.WriteLineAsync($"Wrote {file}.");
                return ExitCode.Done;
            }

            if (parsed.GetValue(save)) throw new UsageException("--save writes the contract of a new dataset, so it needs --raw.");
            if (name is null) throw new UsageException("Name a dataset, or give --raw KEYS.");
            var contract = PartitionCommand.Require(options.CatalogOf(parsed), name);
            var proposal = await ProgressLine.ShowAsync(
                io, () => "reading structured_json", () => SchemaInference.InferAsync(root, contract, parsed.GetValue(sample), cancellationToken));
            if (proposal.Read == 0) return await NothingAsync(contract.Name, io);
            var source = Path.Combine(options.DatasetsOf(parsed), contract.Name, "dataset.json");
            return await ShowAsync(proposal, await File.ReadAllTextAsync(source, cancellationToken));

            async Task<int> ShowAsync(ContractProposal proposal, string? existing)
            {
                if (parsed.GetValue(options.Format) == ResultFormat.Csv)
                    options.WriterOf(parsed, io).WriteAll(
                        Columns, proposal.Columns.Select(column => (IReadOnlyList<object?>)[column.Key, column.Type.ToString()]));
                else await io.Out.WriteLineAsync(ProposalJson.Write(proposal, existing));
                await NoteAsync(proposal, io);
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static async Task NoteAsync(ContractProposal proposal, CommandIo io)
    {
        foreach (var note in proposal.Notes) await io.Error.WriteLineAsync(note);
        await io.Error.WriteLineAsync($"{Amount.Of(proposal.Columns.Count, "column")} from {Amount.Of(proposal.Read, "record")}.");
    }

    /// <summary>The name that was given, or the first folder of the keys that could be one.</summary>
    private static string DatasetName(string? given, KeyTemplate keys)
    {
        if (given is not null)
        {
            return DatasetContractName().IsMatch(given)
                ? given
                : throw new UsageException($"'{given}' is not a dataset's name: 1 to 64 characters of a-z, 0-9, _, the first a letter.");
        }

        foreach (var part in keys.Text.Split('/'))
        {
            var plain = NotInNames().Replace(part.Split('.')[0].ToLowerInvariant(), "_").Trim('_');
            if (!part.Contains('{', StringComparison.Ordinal) && DatasetContractName().IsMatch(plain)) return plain;
        }

        throw new UsageException($"No folder of '{keys}' gives the dataset a name. Name it: lake schema infer NAME --raw '{keys}'");
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,63}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatasetContractName();

    [GeneratedRegex("[^a-z0-9_]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotInNames();

    private static Command Diff(GlobalOptions options, CommandIo io)
    {
        var dataset = DatasetArgument();
        var sample = SampleOption();
        var command = new Command("diff", "Say what arrives that the contract does not name or that does not fit it, and what it names that never arrives or is always null.") { dataset, sample };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contract = PartitionCommand.Require(options.CatalogOf(parsed), parsed.GetRequiredValue(dataset));
            var root = options.RootOf(parsed);
            var found = await ProgressLine.ShowAsync(
                io, () => "comparing structured_json", () => SchemaDiff.CompareAsync(root, contract, parsed.GetValue(sample), cancellationToken));
            if (found.Records == 0) return await NothingAsync(contract.Name, io);
            options.WriterOf(parsed, io).WriteAll(
                Findings,
                found.Findings.Select(finding => (IReadOnlyList<object?>)
                [
                    KindOf(finding.Kind), finding.Path, finding.Declared, finding.Arrives, finding.Count,
                    finding.Example,
                ]));
            if (found.IsCut) await io.Error.WriteLineAsync("There are more places than are listed here; some keys seem to be data. Declare what is above them as a map.");
            if (found.Unreadable > 0) await io.Error.WriteLineAsync($"{Amount.Of(found.Unreadable, "record")} without an identity or change date were skipped.");
            await io.Error.WriteLineAsync($"{Amount.Of(found.Findings.Count, "difference")} in {Amount.Of(found.Records, "record")}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string KindOf(SchemaFindingKind kind) => kind == SchemaFindingKind.AlwaysNull ? "always-null" : kind.ToString().ToLowerInvariant();

    private static Argument<string> DatasetArgument() => new("dataset") { Description = "The dataset's name.", HelpName = "DATASET" };

    private static Option<long> SampleOption() =>
        Options.Number("--sample", "N", "Records to read at most; 0 for all.", 10_000L, 0, long.MaxValue);

    private static async Task<int> NothingAsync(string dataset, CommandIo io)
    {
        await io.Error.WriteLineAsync(
            $"No record lies in structured_json/{dataset}/ yet. Put some in raw/ and ingest them first: lake ingest");
        return ExitCode.Failed;
    }
}

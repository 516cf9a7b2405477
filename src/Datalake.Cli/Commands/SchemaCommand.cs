using System.CommandLine;
using System.Text;
using System.Text.Json;
using Datalake.Cli.Output;
using Datalake.Embedded.Schemas;

namespace Datalake.Cli.Commands;

/// <summary><c>lake schema</c>: what arrives, compared with what the contracts declare.</summary>
internal static class SchemaCommand
{
    private static readonly string[] Columns = ["column", "type"];
    private static readonly string[] Findings = ["finding", "path", "declared", "arrives", "count", "example"];

    public static Command Create(GlobalOptions options, CommandIo io) =>
        new("schema", "What arrives, compared with what the contracts declare.") { Infer(options, io), Diff(options, io) };

    private static Command Infer(GlobalOptions options, CommandIo io)
    {
        var dataset = DatasetArgument();
        var sample = SampleOption();
        var command = new Command("infer", "Propose columns for a contract from structured_json/.") { dataset, sample };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contract = PartitionCommand.Require(options.CatalogOf(parsed), parsed.GetRequiredValue(dataset));
            var root = options.RootOf(parsed);
            var schema = await ProgressLine.ShowAsync(
                io, () => "reading structured_json", () => SchemaInference.InferAsync(root, contract, parsed.GetValue(sample), cancellationToken));
            if (schema.Records == 0) return await NothingAsync(contract.Name, io);
            if (parsed.GetValue(options.Format) == ResultFormat.Csv)
            {
                options.WriterOf(parsed, io).WriteAll(
                    Columns, schema.Columns.Select(column => (IReadOnlyList<object?>)[column.Key, column.Type.ToString()]));
            }
            else
            {
                await io.Out.WriteLineAsync(JsonOf(schema));
            }

            foreach (var refused in schema.Refused) await io.Error.WriteLineAsync(refused);
            await io.Error.WriteLineAsync($"{Amount.Of(schema.Columns.Count, "column")} from {Amount.Of(schema.Records, "record")}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Diff(GlobalOptions options, CommandIo io)
    {
        var dataset = DatasetArgument();
        var sample = SampleOption();
        var command = new Command("diff", "Say what arrives that the contract does not name or that does not fit it, and what it names that never arrives.") { dataset, sample };
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
                    finding.Kind.ToString().ToLowerInvariant(), finding.Path, finding.Declared, finding.Arrives, finding.Count,
                    finding.Example,
                ]));
            if (found.IsCut) await io.Error.WriteLineAsync("There are more places than are listed here; some keys seem to be data. Declare what is above them as a map.");
            if (found.Unreadable > 0) await io.Error.WriteLineAsync($"{Amount.Of(found.Unreadable, "record")} without an identity or change date were skipped.");
            await io.Error.WriteLineAsync($"{Amount.Of(found.Findings.Count, "difference")} in {Amount.Of(found.Records, "record")}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> DatasetArgument() => new("dataset") { Description = "The dataset's name.", HelpName = "DATASET" };

    private static Option<long> SampleOption() =>
        Options.Number("--sample", "N", "Records to read at most; 0 for all.", 10_000L, 0, long.MaxValue);

    private static async Task<int> NothingAsync(string dataset, CommandIo io)
    {
        await io.Error.WriteLineAsync(
            $"No record lies in structured_json/{dataset}/ yet. Put some in raw/ and ingest them first: lake ingest");
        return ExitCode.Failed;
    }

    private static string JsonOf(InferredSchema schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = ValueJson.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartObject("columns");
            foreach (var column in schema.Columns) json.WriteString(column.Key, column.Type.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

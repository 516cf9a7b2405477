using System.CommandLine;
using System.Text.Json;
using Datalake.Cli.Output;
using Datalake.Embedded;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;
using Datalake.Records;

namespace Datalake.Cli.Commands;

/// <summary><c>lake quarantine</c>: what could not be read, why, trying it again, and letting go of it.</summary>
internal static class QuarantineCommand
{
    private static readonly string[] Listed = ["id", "dataset", "rule", "step", "source", "record", "bytes", "arrived_at", "reason"];
    private static readonly string[] Shown = [.. Listed[..^1], "version", "offset", "problem_offset", "reason", "whole", "payload"];
    private static readonly string[] Discarded = ["discarded"];
    private static readonly string[] Replayed = ["tried", "delivered", "kept"];

    public static Command Create(GlobalOptions options, CommandIo io) =>
        new("quarantine", "What could not be read: list it, look at it, replay it, discard it.")
        {
            List(options, io),
            Show(options, io),
            Replay(options, io),
            Discard(options, io),
        };

    private static Command List(GlobalOptions options, CommandIo io)
    {
        var dataset = PartitionCommand.DatasetOption();
        var rule = RuleOption();
        var command = new Command("list", "List the entries.") { dataset, rule };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var store = StoreOf(options.ExistingRootOf(parsed));
            var named = parsed.GetValue(dataset);
            if (named is not null) PartitionCommand.Require(options.CatalogOf(parsed), named);
            var writer = options.WriterOf(parsed, io);
            var broken = parsed.GetValue(rule);
            var (entries, records) = (0L, 0L);
            var damages = new List<string>();
            writer.Begin(Listed);
            await foreach (var entry in store.ListAsync(named, damages.Add, cancellationToken))
            {
                if (broken is not null && entry.Rule != broken) continue;
                writer.Write(Row(entry));
                entries++;
                records += entry.Count;
            }

            writer.Finish();
            var count = entries == 1 ? "1 entry" : $"{Amount.Of(entries)} entries";
            await io.Error.WriteLineAsync(records == entries ? count : $"{count} for {Amount.Of(records)} records");
            return await ExitCodeAsync(damages, io, ExitCode.Done);
        });
        return command;
    }

    private static Command Show(GlobalOptions options, CommandIo io)
    {
        var id = new Argument<string>("id") { Description = "The entry's id, or its first characters.", HelpName = "ID" };
        var command = new Command("show", "Show an entry with its payload.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var entry = await FindAsync(StoreOf(options.ExistingRootOf(parsed)), parsed.GetRequiredValue(id), cancellationToken);
            object?[] values =
            [
                .. Row(entry).SkipLast(1), entry.Version, entry.Offset, entry.ProblemOffset, entry.Reason, entry.IsWhole,
                entry.Payload ?? entry.PayloadBase64,
            ];
            if (parsed.GetValue(options.Format) != ResultFormat.Table)
            {
                options.WriterOf(parsed, io).WriteAll(Shown, [values]);
                return ExitCode.Done;
            }

            // The payload is what one wants to see, so it stands whole, as a JSON string when it could speak to the terminal.
            for (var i = 0; i < Shown.Length; i++) await io.Out.WriteLineAsync($"{Shown[i] + ":",-16}{Safe(values[i])}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Replay(GlobalOptions options, CommandIo io)
    {
        var id = new Argument<string?>("id") { Description = "Only this entry.", HelpName = "ID", Arity = ArgumentArity.ZeroOrOne };
        var dataset = PartitionCommand.DatasetOption();
        var rule = RuleOption();
        var engine = new EngineOptionSet();
        var command = engine.AddAll(
            new Command(
                "replay",
                "Try entries again under the contracts as they are now. Those that have a reading go to the stage and leave quarantine."
            )
            {
                id,
                dataset,
                rule,
            }
        );
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            var lakeOptions = engine.LakeOf(parsed, options, io);
                var only = parsed.GetValue(id) is { } wanted
                    ? (await FindAsync(StoreOf(lakeOptions.Root), wanted, cancellationToken)).Id
                    : null;
            var named = parsed.GetValue(dataset);
            var broken = parsed.GetValue(rule);
            await using var lake = EmbeddedLake.Open(lakeOptions);
            if (named is not null) PartitionCommand.Require(lake.Catalog, named);
            var report = await ProgressLine.ShowAsync(
                io,
                () => "replaying",
                () => lake.ReplayAsync(entry => IsChosen(entry, only, named, broken), cancellationToken));
            options.WriterOf(parsed, io).WriteAll(Replayed, [[report.Tried, report.Delivered, report.Kept]]);
                if (report.Delivered > 0)
                    await io.Error.WriteLineAsync(
                        $"Delivered records are in the stage; bring them into the tables: lake partition{options.SameLake(parsed)}");
            return await ExitCodeAsync(report.Damages, io, report.Kept > 0 ? ExitCode.Quarantined : ExitCode.Done);
        });
        return command;
    }

    private static Command Discard(GlobalOptions options, CommandIo io)
    {
        var id = new Argument<string?>("id") { Description = "Only this entry.", HelpName = "ID", Arity = ArgumentArity.ZeroOrOne };
        var dataset = PartitionCommand.DatasetOption();
        var rule = RuleOption();
        var engine = new EngineOptionSet();
        var command = new Command("discard", "Discard entries that will never be read. They are deleted, and counted as discarded; their arrivals stay in raw/.") { id, dataset, rule };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = parsed.GetValue(id);
            var named = parsed.GetValue(dataset);
            var broken = parsed.GetValue(rule);
            if ((wanted ?? named ?? broken) is null) throw new UsageException("Say which entries to discard: an id, --rule or --dataset.");
            options.ExistingRootOf(parsed);
            var lakeOptions = engine.LakeOf(parsed, options, io);
            var only = wanted is null ? null : (await FindAsync(StoreOf(lakeOptions.Root), wanted, cancellationToken)).Id;
            await using var lake = EmbeddedLake.Open(lakeOptions);
            if (named is not null) PartitionCommand.Require(lake.Catalog, named);
            var report = await ProgressLine.ShowAsync(io, () => "discarding", () => lake.DiscardAsync(entry => IsChosen(entry, only, named, broken), cancellationToken));
            options.WriterOf(parsed, io).WriteAll(Discarded, [[report.Discarded]]);
            return await ExitCodeAsync(report.Damages, io, ExitCode.Done);
        });
        return command;
    }

    private static bool IsChosen(QuarantineEntry entry, string? id, string? dataset, string? rule) =>
        (id ?? entry.Id) == entry.Id && (dataset ?? entry.Dataset) == entry.Dataset && (rule ?? entry.Rule) == entry.Rule;

    /// <summary>Names damaged entries, which are a failure; the other entries were looked at all the same.</summary>
    private static async Task<int> ExitCodeAsync(IReadOnlyList<string> damages, CommandIo io, int otherwise)
    {
        foreach (var damage in damages) await io.Error.WriteLineAsync(damage);
        return damages.Count > 0 ? ExitCode.Failed : otherwise;
    }

    private static Option<string?> RuleOption() => new("--rule")
    {
        Description = "Only entries that broke this rule, for example truncated.",
        HelpName = "RULE",
        CustomParser = result =>
        {
            var rule = result.Tokens[0].Value;
            if (!RecordRules.All.Contains(rule, StringComparer.Ordinal)) result.AddError($"--rule is '{rule}'; it is one of {string.Join(", ", RecordRules.All)}.");
            return rule;
        },
    };

    private static QuarantineStore StoreOf(string root) => new(new FileObjectStore(root, syncsWriters: false));

    private static async Task<QuarantineEntry> FindAsync(QuarantineStore store, string id, CancellationToken cancellationToken)
    {
        QuarantineEntry? found = null;
        await foreach (var entry in store.ListAsync(null, _ => { }, cancellationToken))
        {
            if (!entry.Id.StartsWith(id, StringComparison.Ordinal)) continue;
            if (found is not null) throw new UsageException($"The ids of several entries begin with '{id}'; give more of it.");
            found = entry;
        }

        return found ?? throw new UsageException($"There is no entry '{id}' in quarantine. See what there is: lake quarantine list");
    }

    private static IReadOnlyList<object?> Row(QuarantineEntry entry) =>
    [
            entry.Id,
            entry.Dataset,
            entry.Rule,
            entry.Step.ToString().ToLowerInvariant(),
            entry.Source,
            entry.Record,
            entry.Bytes,
            entry.ArrivedAt.UtcDateTime,
            entry.Reason,
    ];

    private static string Safe(object? value)
    {
        var text = value is null ? string.Empty : ValueText.Of(value);
        return text.Any(character => char.IsControl(character) && character is not ('\n' or '\t'))
            ? JsonSerializer.Serialize(text, SafeJson.Default.String)
            : text;
    }
}

using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Cli.Commands;

/// <summary><c>lake partition</c>: brings stage hours into the consumable tables.</summary>
internal static class PartitionCommand
{
    private static readonly string[] Columns = ["dataset", "hour", "rows", "written", "duplicates", "days", "failure"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var hour = new Option<IngestionHour?>("--hour")
        {
            Description = "Only this ingestion hour (UTC), whether it is complete or not.",
            HelpName = "yyyyMMddHH",
            CustomParser = result =>
            {
                if (IngestionHour.TryParse(result.Tokens[0].Value, out var read)) return read;
                result.AddError($"--hour is '{result.Tokens[0].Value}'; write it yyyyMMddHH, in UTC, for example 2026112009.");
                return null;
            },
        };
        var all = AllOption();
        var dataset = DatasetOption();
        var engine = new EngineOptionSet();
        var command = engine.AddMemory(
            new Command("partition", "Bring stage hours into the consumable tables: hours that are over and not complete, oldest first.")
            {
                hour,
                all,
                dataset,
            }
        );
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var only = parsed.GetValue(dataset);
            options.ExistingRootOf(parsed);
            await using var opened = await OpenLake.OpenAsync(io, engine.LakeOf(parsed, options, io), isAlone: false, cancellationToken);
            var lake = opened.Lake;
            if (only is not null) Require(lake.Catalog, only);
            var request = new PartitionRequest { Hour = parsed.GetValue(hour), IncludeOpen = parsed.GetValue(all), Dataset = only };
            var outcomes = await PartitionAsync(lake, request, io, cancellationToken);
            options.WriterOf(parsed, io).WriteAll(Columns, outcomes.Select(Row));
            return CodeOf(outcomes);
        });
        return command;
    }

    /// <summary>The option that takes the open hour too.</summary>
    public static Option<bool> AllOption() => new("--all") { Description = "Also the hour that is not over yet." };

    /// <summary>The option that names one dataset.</summary>
    public static Option<string?> DatasetOption() => new("--dataset") { Description = "Only this dataset.", HelpName = "NAME" };

    /// <summary>The argument that names one dataset, or none for all.</summary>
    public static Argument<string?> DatasetArgument() => new("dataset")
    {
        Description = "Only this dataset.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The dataset of a name, or all.</summary>
    public static IReadOnlyList<Datasets.DatasetContract> ChosenOf(Datasets.DatasetCatalog catalog, string? name) =>
        name is null ? catalog.All : [Require(catalog, name)];

    /// <summary>Finds a dataset; throws when there is none of that name.</summary>
    public static Datasets.DatasetContract Require(Datasets.DatasetCatalog catalog, string name) =>
        catalog.Find(name)
        ?? throw new UsageException(
            $"There is no dataset '{name}'. There are: {string.Join(", ", catalog.All.Select(dataset => dataset.Name))}.");

    /// <summary>Partitions, shows the progress, and reports which hours failed.</summary>
    public static async Task<IReadOnlyList<HourOutcome>> PartitionAsync(
        EmbeddedLake lake, PartitionRequest request, CommandIo io, CancellationToken cancellationToken)
    {
        var latest = new Latest<HourOutcome>();
        var outcomes = await ProgressLine.ShowAsync(io, Line, () => lake.PartitionAsync(request, latest, cancellationToken));
        foreach (var outcome in outcomes)
        {
            if (outcome.Failure is not { } failure) continue;
            await io.Error.WriteLineAsync(
                outcome.Due.Refusal is null ? $"{failure} The hour stays due; the next run tries it again." : failure);
        }

        if (outcomes.Count == 0)
        {
            await io.Error.WriteLineAsync(request switch
            {
                { Hour: { } hour } => $"Nothing lies in the stage for the hour {hour}.",
                { IncludeOpen: true } => "No hour is due: every stage file is in the tables.",
                _ => "No closed hour is due. Rows of the hour that is not over yet wait for its end; --all takes them now.",
            });
        }

        return outcomes;

        string Line() => latest.Value is { } last ? $"partitioning: {last.Due.Dataset.Name} {last.Due.Hour} is done" : "partitioning";
    }

    /// <summary>The exit code of a run.</summary>
    public static int CodeOf(IReadOnlyList<HourOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Failure is not null) ? ExitCode.Failed : ExitCode.Done;

    private static IReadOnlyList<object?> Row(HourOutcome outcome) =>
    [
            outcome.Due.Dataset.Name,
            outcome.Due.Hour.ToString(),
            outcome.Finished?.Rows,
            outcome.Finished?.Written,
            outcome.Finished?.Duplicates,
        (long?)outcome.Finished?.Days.Count, outcome.Failure,
    ];
}

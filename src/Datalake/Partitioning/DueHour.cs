using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>An ingestion hour whose stage files must be brought into the consumable table.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Hour">The ingestion hour.</param>
/// <param name="StageFiles">The keys of its stage files, in order.</param>
public sealed record DueHour(DatasetContract Dataset, IngestionHour Hour, IReadOnlyList<string> StageFiles)
{
    private const int ShownFiles = 5;

    private int coveredFiles;

    /// <summary>The completion marker whose stage files a run need not read again; null when it reads all of the hour's.</summary>
    public CompletionMarker? Covered { get; private init; }

    /// <summary>The stage files that no completion marker covers, in order.</summary>
    public IReadOnlyList<string> NewFiles => Covered is null
        ? StageFiles
        : [.. StageFiles.Except(Covered.StageFiles, StringComparer.Ordinal)];

    /// <summary>
    /// The stage files that the completion marker names and that are gone, in order. The next run that reads the whole hour would count it
    /// without them.
    /// </summary>
    public IReadOnlyList<string> MissingFiles { get; private init; } = [];

    /// <summary>Why the hour must not run: its stage files are not complete. Null when it may run.</summary>
    public string? Refusal => MissingFiles.Count == 0
        ? null
            : $"{MissingFiles.Count} of the {coveredFiles} stage files that this hour was made of are gone: {string.Join(", ", MissingFiles.Take(ShownFiles))}"
            + $"{(MissingFiles.Count > ShownFiles ? $" and {MissingFiles.Count - ShownFiles} more" : string.Empty)}. "
            + "An hour runs with all of its stage files. Restore these from a copy. "
                + $"To run it with those that are there, delete {LakeKeys.CompletionMarker(Dataset.Name, Hour)}.";

    /// <summary>Compares the stage files of an hour with those that its completion marker names.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hour">The ingestion hour.</param>
    /// <param name="stageFiles">The keys of the stage files that are there, in any order.</param>
    /// <param name="marker">The hour's completion marker; null when it has none.</param>
    public static DueHour Create(
        DatasetContract dataset, IngestionHour hour, IReadOnlyCollection<string> stageFiles, CompletionMarker? marker) =>
        new(dataset, hour, [.. stageFiles.Order(StringComparer.Ordinal)])
        {
            Covered = marker,
            coveredFiles = marker?.StageFiles.Count ?? 0,
            MissingFiles = marker is null
                ? []
                : [.. marker.StageFiles.Except(stageFiles, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };

    /// <summary>The same hour, all of whose stage files are read, whatever the completion marker covers.</summary>
    public DueHour Whole() => this with { Covered = null };
}

/// <summary>What became of a due hour.</summary>
/// <param name="Due">The hour.</param>
/// <param name="Finished">Its completion marker; null when the hour failed.</param>
/// <param name="Failure">Why the hour failed; null when it is complete.</param>
public sealed record HourOutcome(DueHour Due, CompletionMarker? Finished, string? Failure);

using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>An hour that has stage data and must be brought into the consumable table.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Hour">The ingestion hour.</param>
/// <param name="StageFiles">The keys of its stage files, in order.</param>
public sealed record DueHour(DatasetContract Dataset, IngestionHour Hour, IReadOnlyList<string> StageFiles);

/// <summary>What became of a due hour.</summary>
/// <param name="Due">The hour.</param>
/// <param name="Finished">Its mark; null when it could not be done, or when the engine works on after this process.</param>
/// <param name="Failure">Why it could not be done; null when it was, or still may be.</param>
public sealed record HourOutcome(DueHour Due, FinishedHour? Finished, string? Failure);

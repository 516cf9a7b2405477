namespace Datalake.Bench.Serving;

/// <summary>What a server did under each load.</summary>
/// <param name="IdleMemory">Resident bytes of the process while nothing came.</param>
/// <param name="IdleProcessors">Processors that it kept busy while nothing came.</param>
/// <param name="Records">Posts of one record.</param>
/// <param name="Batches">Posts of many records.</param>
/// <param name="BatchSeconds">From the first of those until all of their records were in the table.</param>
/// <param name="BatchProcessor">Processor time of the server meanwhile, seconds.</param>
/// <param name="BatchBytes">Bytes of those.</param>
/// <param name="Freshness">From an answer until the record was in the table, by the seal time: the median and the longest.</param>
/// <param name="Differences">What does not add up.</param>
internal sealed record ServerResult(
    double IdleMemory,
    double IdleProcessors,
    LoadResult Records,
    LoadResult Batches,
    double BatchSeconds,
    double BatchProcessor,
    double BatchBytes,
    IReadOnlyList<FreshnessResult> Freshness,
    IReadOnlyList<string> Differences);

/// <summary>What a load came to.</summary>
/// <param name="Requests">Requests that were answered with 200.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Median">The median time of a request, seconds.</param>
/// <param name="P99">The time that 99 of 100 requests took at most, seconds.</param>
/// <param name="ServerProcessor">Processor time of the server meanwhile, seconds.</param>
internal sealed record LoadResult(long Requests, double Seconds, double Median, double P99, double ServerProcessor);

/// <summary>How fresh tables are under a steady load.</summary>
/// <param name="Seal">The seal time, seconds.</param>
/// <param name="Median">The median, seconds.</param>
/// <param name="Longest">The longest, seconds.</param>
/// <param name="Rate">Records a second that were acknowledged meanwhile.</param>
internal sealed record FreshnessResult(double Seal, double Median, double Longest, double Rate);

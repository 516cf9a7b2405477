namespace Datalake.Bench.StageFiles;

/// <summary>Both writers on the same records, in turns.</summary>
/// <param name="Job">What was asked for.</param>
/// <param name="Own">The rounds of the lake's own writer.</param>
/// <param name="Engine">The rounds of the engine, each beside the one of the same number.</param>
internal sealed record StageFileMeasurement(StageFileJob Job, IReadOnlyList<StageFileResult> Own, IReadOnlyList<StageFileResult> Engine)
{
    /// <summary>Runs a job, each round in two processes.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">A process failed.</exception>
    public static async Task<StageFileMeasurement> RunAsync(StageFileJob job, CancellationToken cancellationToken)
    {
        var (own, engine) = (new List<StageFileResult>(), new List<StageFileResult>());
        for (var round = 0; round < job.Rounds; round++)
        {
            own.Add(await RunAsync(job with { Writer = StageFileWriter.Own }));
            engine.Add(await RunAsync(job with { Writer = StageFileWriter.Engine }));
        }

        return new StageFileMeasurement(job, own, engine);

        async Task<StageFileResult> RunAsync(StageFileJob one)
        {
            try
            {
                return await ChildProcess.RunAsync(one, BenchJson.Default.StageFileResult, cancellationToken);
            }
            finally
            {
                if (Directory.Exists(one.Root)) Directory.Delete(one.Root, recursive: true);
            }
        }
    }

    /// <summary>Whatever does not add up, one sentence each; empty when all of it does.</summary>
    public IEnumerable<string> Differences() =>
        Own.Concat(Engine).Select(result => (result.Rows, result.Content)).Distinct().Count() == 1
            ? []
            : [$"{Job.Title}: the rows of the two writers are not the same."];
}

using System.Globalization;
using System.Text.Json;
using Datalake.Storage;

namespace Datalake.Aws.Partitioning;

/// <summary>
/// Keeps the files of runs in the lake. Runs are numbered one after the other, and a number is taken by a conditional put, so that of any
/// number of functions that see the same last run only one can start the next.
/// </summary>
/// <param name="lake">The lake's store.</param>
public sealed class RunFiles(IObjectStore lake)
{
    /// <summary>Files of this many runs are kept, two weeks of hourly ones.</summary>
    private const int Kept = 336;

    /// <summary>The last run.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Its file; null when there has been none.</returns>
    public async Task<RunFile?> FindLastAsync(CancellationToken cancellationToken)
    {
        var files = await ListAsync(cancellationToken);
        return files.Count == 0 ? null : await ReadAsync(files[^1], cancellationToken);
    }

    /// <summary>The last runs, newest first.</summary>
    /// <param name="count">The maximum number of runs.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<IReadOnlyList<RunFile>> FindLatestAsync(int count, CancellationToken cancellationToken)
    {
        var files = await ListAsync(cancellationToken);
        var latest = new List<RunFile>();
        foreach (var number in files.TakeLast(count).Reverse()) latest.Add(await ReadAsync(number, cancellationToken));
        return latest;
    }

    /// <summary>Takes the next run.</summary>
    /// <param name="last">The last run; null for the first.</param>
    /// <param name="file">Makes the file for a run's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The file; null when another has taken it.</returns>
    public async Task<RunFile?> TryTakeAsync(RunFile? last, Func<string, RunFile> file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var number = (last is null ? 0 : NumberOf(last.Run)) + 1;
        var mine = file(Name(number));
        var taken = await lake.PutAsync(RunKeys.File(mine.Run), Serialize(mine), PutMode.IfAbsent, cancellationToken);

        // A put whose answer was lost is sent again by the SDK and then finds its own file.
        if (!taken) taken = (await TryReadAsync(number, cancellationToken))?.Token == mine.Token;
        return taken ? mine : null;
    }

    /// <summary>Puts a file in place of what it was; only for who took the run, or once it is known to be over.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task UpdateAsync(RunFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        await lake.PutAsync(RunKeys.File(file.Run), Serialize(file), PutMode.Replace, cancellationToken);
    }

    /// <summary>Deletes what old runs have left.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var files = await ListAsync(cancellationToken);
        foreach (var number in files.SkipLast(Kept))
        {
            await lake.DeleteAsync(RunKeys.Plan(Name(number)), cancellationToken);
            await lake.DeleteAsync(RunKeys.File(Name(number)), cancellationToken);
        }
    }

    private async Task<List<int>> ListAsync(CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        await foreach (var found in lake.ListAsync(RunKeys.All, cancellationToken))
        {
            var parts = found.Key[RunKeys.All.Length..].Split('/');
            if (
                parts.Length == 2
                && parts[1] == "mark.json"
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
                numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }

    private async Task<RunFile> ReadAsync(int number, CancellationToken cancellationToken) =>
        await TryReadAsync(number, cancellationToken)
        ?? throw new InvalidDataException($"{RunKeys.File(Name(number))} is no run file. Delete it when no cluster of that run is alive.");

    private async Task<RunFile?> TryReadAsync(int number, CancellationToken cancellationToken)
    {
        await using var content = await lake.OpenAsync(RunKeys.File(Name(number)), cancellationToken);
        if (content is null) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, RunJson.Default.RunFile, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Serialize(RunFile file) => JsonSerializer.SerializeToUtf8Bytes(file, RunJson.Default.RunFile);

    private static int NumberOf(string run) => int.Parse(run, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Name(int number) => number.ToString("D8", CultureInfo.InvariantCulture);
}

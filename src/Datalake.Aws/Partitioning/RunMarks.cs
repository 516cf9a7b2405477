using System.Globalization;
using System.Text.Json;
using Datalake.Storage;

namespace Datalake.Aws.Partitioning;

/// <summary>
/// Keeps the marks of runs in the lake. Runs are numbered one after the other, and a number is taken by a conditional put, so that of any number of
/// functions that see the same last run only one can start the next.
/// </summary>
/// <param name="lake">The lake's store.</param>
public sealed class RunMarks(IObjectStore lake)
{
    /// <summary>Marks of this many runs are kept, a fortnight of hourly ones.</summary>
    private const int Kept = 336;

    /// <summary>The last run.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Its mark; null when there has been none.</returns>
    public async Task<RunMark?> FindLastAsync(CancellationToken cancellationToken)
    {
        var marks = await ListAsync(cancellationToken);
        return marks.Count == 0 ? null : await ReadAsync(marks[^1], cancellationToken);
    }

    /// <summary>The last runs, newest first.</summary>
    /// <param name="count">The maximum number of runs.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<IReadOnlyList<RunMark>> FindLatestAsync(int count, CancellationToken cancellationToken)
    {
        var marks = await ListAsync(cancellationToken);
        var latest = new List<RunMark>();
        foreach (var number in marks.TakeLast(count).Reverse()) latest.Add(await ReadAsync(number, cancellationToken));
        return latest;
    }

    /// <summary>Takes the next run.</summary>
    /// <param name="last">The last run; null for the first.</param>
    /// <param name="mark">Makes the mark for a run's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The mark; null when another has taken it.</returns>
    public async Task<RunMark?> TryTakeAsync(RunMark? last, Func<string, RunMark> mark, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var number = (last is null ? 0 : NumberOf(last.Run)) + 1;
        var mine = mark(Name(number));
        var taken = await lake.PutAsync(RunKeys.Mark(mine.Run), Serialize(mine), PutMode.IfAbsent, cancellationToken);

        // A put whose answer was lost is sent again by the SDK and then finds its own mark.
        if (!taken) taken = (await TryReadAsync(number, cancellationToken))?.Token == mine.Token;
        return taken ? mine : null;
    }

    /// <summary>Puts a mark in place of what it was; only for who took the run, or once it is known to be over.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task UpdateAsync(RunMark mark, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        await lake.PutAsync(RunKeys.Mark(mark.Run), Serialize(mark), PutMode.Replace, cancellationToken);
    }

    /// <summary>Deletes what old runs have left.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var marks = await ListAsync(cancellationToken);
        foreach (var number in marks.SkipLast(Kept))
        {
            await lake.DeleteAsync(RunKeys.Plan(Name(number)), cancellationToken);
            await lake.DeleteAsync(RunKeys.Mark(Name(number)), cancellationToken);
        }
    }

    private async Task<List<int>> ListAsync(CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        await foreach (var found in lake.ListAsync(RunKeys.All, cancellationToken))
        {
            var parts = found.Key[RunKeys.All.Length..].Split('/');
            if (parts.Length == 2 && parts[1] == "mark.json" && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }

    private async Task<RunMark> ReadAsync(int number, CancellationToken cancellationToken) =>
        await TryReadAsync(number, cancellationToken) ?? throw new InvalidDataException($"{RunKeys.Mark(Name(number))} is no run mark. Delete it when no cluster of that run is alive.");

    private async Task<RunMark?> TryReadAsync(int number, CancellationToken cancellationToken)
    {
        await using var content = await lake.OpenAsync(RunKeys.Mark(Name(number)), cancellationToken);
        if (content is null) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, RunJson.Default.RunMark, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Serialize(RunMark mark) => JsonSerializer.SerializeToUtf8Bytes(mark, RunJson.Default.RunMark);

    private static int NumberOf(string run) => int.Parse(run, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Name(int number) => number.ToString("D8", CultureInfo.InvariantCulture);
}

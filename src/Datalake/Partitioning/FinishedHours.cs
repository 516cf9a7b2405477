using System.Text.Json;
using System.Text.Json.Serialization;
using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>Keeps the finished marks in a lake's store.</summary>
/// <param name="store">The lake's store.</param>
public sealed class FinishedHours(IObjectStore store)
{
    /// <summary>Reads all marks of a dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<IReadOnlyDictionary<IngestionHour, FinishedHour>> ReadAllAsync(string dataset, CancellationToken cancellation)
    {
        var marks = new Dictionary<IngestionHour, FinishedHour>();
        await foreach (var found in store.ListAsync(LakeKeys.FinishedHours(dataset), cancellation))
        {
            await using var content = await store.OpenAsync(found.Key, cancellation);
            if (content is null) continue;
            if (await ReadAsync(content, cancellation) is { } mark && IngestionHour.TryParse(mark.Hour, out var hour)) marks[hour] = mark;
        }

        return marks;
    }

    /// <summary>The hours of a dataset that have a mark, without reading the marks.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<IReadOnlySet<IngestionHour>> ListAsync(string dataset, CancellationToken cancellation)
    {
        var prefix = LakeKeys.FinishedHours(dataset);
        var hours = new HashSet<IngestionHour>();
        await foreach (var found in store.ListAsync(prefix, cancellation))
        {
            if (found.Key.EndsWith(".json", StringComparison.Ordinal) && IngestionHour.TryParse(found.Key[prefix.Length..^".json".Length], out var hour)) hours.Add(hour);
        }

        return hours;
    }

    /// <summary>Reads the mark of an hour.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null when there is none, or none that can be read.</returns>
    public async ValueTask<FinishedHour?> ReadAsync(string dataset, IngestionHour hour, CancellationToken cancellation)
    {
        await using var content = await store.OpenAsync(LakeKeys.FinishedHour(dataset, hour), cancellation);
        return content is null ? null : await ReadAsync(content, cancellation);
    }

    private static async ValueTask<FinishedHour?> ReadAsync(ObjectContent content, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, FinishedHourJson.Default.FinishedHour, cancellation);
        }
        catch (JsonException)
        {
            // Somebody else wrote it. Without a mark the hour is done again, which changes nothing where it was done.
            return null;
        }
    }

    /// <summary>Takes a mark away: the hour is due again.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="cancellation">Stops it.</param>
    public ValueTask RemoveAsync(string dataset, IngestionHour hour, CancellationToken cancellation) => store.DeleteAsync(LakeKeys.FinishedHour(dataset, hour), cancellation);

    /// <summary>Puts a mark; this is the moment at which the hour is done.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask PutAsync(FinishedHour mark, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mark);
        if (!IngestionHour.TryParse(mark.Hour, out var hour)) throw new ArgumentException($"{mark.Hour} is no ingestion hour.", nameof(mark));
        var json = JsonSerializer.SerializeToUtf8Bytes(mark, FinishedHourJson.Default.FinishedHour);
        await store.PutAsync(LakeKeys.FinishedHour(mark.Dataset, hour), json, PutMode.Replace, cancellation);
    }
}

/// <summary>The JSON form of finished marks; the Spark job writes the same.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FinishedHour))]
internal sealed partial class FinishedHourJson : JsonSerializerContext;

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

using System.Text.Json;
using System.Text.Json.Serialization;
using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>Keeps the completion markers of ingestion hours in a lake's store.</summary>
/// <param name="store">The lake's store.</param>
public sealed class CompletionMarkers(IObjectStore store)
{
    /// <summary>Reads all completion markers of a dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<IReadOnlyDictionary<IngestionHour, CompletionMarker>> ReadAllAsync(
        string dataset, CancellationToken cancellationToken)
    {
        var markers = new Dictionary<IngestionHour, CompletionMarker>();
        await foreach (var found in store.ListAsync(LakeKeys.CompletionMarkers(dataset), cancellationToken))
        {
            await using var content = await store.OpenAsync(found.Key, cancellationToken);
            if (content is null) continue;
            if (await ReadAsync(content, cancellationToken) is { } marker && IngestionHour.TryParse(marker.Hour, out var hour))
                markers[hour] = marker;
        }

        return markers;
    }

    /// <summary>The hours of a dataset that have a completion marker, without reading the markers.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<IReadOnlySet<IngestionHour>> ListAsync(string dataset, CancellationToken cancellationToken)
    {
        var prefix = LakeKeys.CompletionMarkers(dataset);
        var hours = new HashSet<IngestionHour>();
        await foreach (var found in store.ListAsync(prefix, cancellationToken))
        {
            if (
                found.Key.EndsWith(".json", StringComparison.Ordinal)
                && IngestionHour.TryParse(found.Key[prefix.Length..^".json".Length], out var hour)
            )
                hours.Add(hour);
        }

        return hours;
    }

    /// <summary>Reads the completion marker of an hour.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when there is none, or none that can be read.</returns>
    public async ValueTask<CompletionMarker?> ReadAsync(string dataset, IngestionHour hour, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(LakeKeys.CompletionMarker(dataset, hour), cancellationToken);
        return content is null ? null : await ReadAsync(content, cancellationToken);
    }

    private static async ValueTask<CompletionMarker?> ReadAsync(ObjectContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, CompletionMarkerJson.Default.CompletionMarker, cancellationToken);
        }
        catch (JsonException)
        {
            // Another program wrote it. Without a completion marker the hour runs again, which changes nothing where it was complete.
            return null;
        }
    }

    /// <summary>Removes a completion marker: the hour is due again.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask RemoveAsync(string dataset, IngestionHour hour, CancellationToken cancellationToken) =>
        store.DeleteAsync(LakeKeys.CompletionMarker(dataset, hour), cancellationToken);

    /// <summary>Writes a completion marker. From then on the hour is complete.</summary>
    /// <param name="marker">The completion marker.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask PutAsync(CompletionMarker marker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marker);
        if (!IngestionHour.TryParse(marker.Hour, out var hour))
            throw new ArgumentException($"{marker.Hour} is no ingestion hour.", nameof(marker));
        var json = JsonSerializer.SerializeToUtf8Bytes(marker, CompletionMarkerJson.Default.CompletionMarker);
        await store.PutAsync(LakeKeys.CompletionMarker(marker.Dataset, hour), json, PutMode.Replace, cancellationToken);
    }
}

/// <summary>The JSON form of completion markers; the Spark job writes the same.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CompletionMarker))]
internal sealed partial class CompletionMarkerJson : JsonSerializerContext;

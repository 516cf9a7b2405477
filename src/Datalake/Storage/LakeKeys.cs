using System.Globalization;
using Datalake.Tables;

namespace Datalake.Storage;

/// <summary>The names in the store: the same in a folder and in a bucket, so that everything else agrees on where things lie.</summary>
public static class LakeKeys
{
    /// <summary>The structured form of an arrival.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="rawKey">The arrival's key.</param>
    public static string Structured(string dataset, string rawKey) => $"structured_json/{dataset}/{rawKey}.json";

    /// <summary>The raw key that a structured key was made of; null when the key is not one of this dataset's.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="structuredKey">The structured object's key.</param>
    public static string? RawOf(string dataset, string structuredKey)
    {
        var prefix = $"structured_json/{dataset}/";
        return structuredKey.StartsWith(prefix, StringComparison.Ordinal) && structuredKey.EndsWith(".json", StringComparison.Ordinal)
            ? structuredKey[prefix.Length..^".json".Length]
            : null;
    }

    /// <summary>All stage files of a dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public static string Stage(string dataset) => $"stage/{dataset}/";

    /// <summary>The stage files of one hour.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="hour">The hour.</param>
    public static string Stage(string dataset, IngestionHour hour) =>
        Stage(dataset) + string.Concat(TableSchema.IngestionHour.Select(column => column.Folder(hour.Start)));

    /// <summary>The hour of a stage file.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="key">The file's key.</param>
    /// <param name="hour">The hour.</param>
    /// <returns>False when the key is no stage file of this dataset.</returns>
    public static bool TryParseStage(string dataset, string key, out IngestionHour hour)
    {
        hour = default;
        var prefix = Stage(dataset);
        if (!key.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var parts = key[prefix.Length..].Split('/');
        return parts.Length == TableSchema.IngestionHour.Count + 1
            && IngestionHour.TryParse(TableSchema.ValuesOf(TableSchema.IngestionHour, parts), out hour);
    }

    /// <summary>All files of a consumable table.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public static string Consumable(string dataset) => $"consumable_tables/{dataset}/";

    /// <summary>The files of a consumable table under one change date.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="day">The change date.</param>
    public static string Consumable(string dataset, DateOnly day) =>
        Consumable(dataset) + string.Concat(TableSchema.ChangeDate.Select(column => column.Folder(day)));

    /// <summary>The files that one hour brought under one change date.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="day">The change date.</param>
    /// <param name="hour">The hour.</param>
    public static string Consumable(string dataset, DateOnly day, IngestionHour hour) =>
        Consumable(dataset, day) + TableSchema.Ingestion.Folder(hour.Start);

    /// <summary>The change date and hour of a file of a consumable table.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="key">The file's key.</param>
    /// <param name="day">The change date.</param>
    /// <param name="hour">The hour.</param>
    /// <returns>False when the key is no file of this table.</returns>
    public static bool TryParseConsumable(string dataset, string key, out DateOnly day, out IngestionHour hour)
    {
        day = default;
        hour = default;
        var prefix = Consumable(dataset);
        if (!key.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var parts = key[prefix.Length..].Split('/');
        var days = TableSchema.ChangeDate.Count;
        return parts.Length == days + 2
            && DateOnly.TryParseExact(
                TableSchema.ValuesOf(TableSchema.ChangeDate, parts), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && TableSchema.Ingestion.TryParse(parts[days], out var text)
            && IngestionHour.TryParse(text, out hour);
    }

    /// <summary>All quarantine entries of a dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public static string Quarantine(string dataset) => $"quarantine/{dataset}/";

    /// <summary>The quarantine entries of one arrival.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="day">The UTC date on which the arrival came, so that a retry finds the same place.</param>
    /// <param name="id">The object's name.</param>
    public static string Quarantine(string dataset, DateOnly day, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"quarantine/{dataset}/{day:yyyy}/{day:MM}/{day:dd}/{id}.ndjson");

    /// <summary>All completion markers of a dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    public static string CompletionMarkers(string dataset) => $"_state/finished/{dataset}/";

    /// <summary>The completion marker of an hour.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="hour">The hour.</param>
    public static string CompletionMarker(string dataset, IngestionHour hour) => $"{CompletionMarkers(dataset)}{hour}.json";
}

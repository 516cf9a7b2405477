using System.Globalization;

namespace Datalake.Storage;

/// <summary>
/// The keys of arrivals that came to a dataset by its name, such as over HTTP, and not under a key of their sender's. They belong to that
/// dataset whatever its key template is.
/// </summary>
public static class PostedKeys
{
    private const string Prefix = "_posted/";

    /// <summary>A key for an arrival.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="at">When it came.</param>
    /// <param name="id">Makes the key differ from all others.</param>
    public static string Of(string dataset, DateTimeOffset at, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{dataset}/{at.UtcDateTime:yyyy/MM/dd/HH}/{id}");

    /// <summary>The name of the dataset that such an arrival came to.</summary>
    /// <param name="key">The arrival's key below <c>raw/</c>.</param>
    /// <returns>Null when the key is none of these.</returns>
    public static string? DatasetOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var end = key.IndexOf('/', Prefix.Length);
        return end < 0 ? null : key[Prefix.Length..end];
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Datalake.Storage;

namespace Datalake.Quarantining;

/// <summary>
/// The names of quarantine objects: <c>quarantine/&lt;dataset&gt;/&lt;yyyy&gt;/&lt;mm&gt;/&lt;dd&gt;/&lt;id&gt;.ndjson</c> for the entries
/// of one arrival and step, and <c>…/&lt;id&gt;-&lt;n&gt;.ndjson</c> for those that the n-th replay or discard left. <c>.json</c> is one
/// entry, as the lake wrote them
/// before.
/// </summary>
public static class QuarantineKeys
{
    /// <summary>Where every object lies.</summary>
    public const string All = "quarantine/";

    /// <summary>The object of an arrival and step; a retry has the same.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="step">The step.</param>
    /// <param name="arrival">The arrival.</param>
    public static string Of(string dataset, QuarantineStep step, StoredObject arrival)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        return LakeKeys.Quarantine(
            dataset, DateOnly.FromDateTime(arrival.LastModified.UtcDateTime), Digest($"{step}\n{arrival.Key}\n{arrival.Version}"));
    }

    /// <summary>Whether an object holds entries: not so what a delivery stream on AWS puts under <c>quarantine/</c>.</summary>
    /// <param name="key">The object's key.</param>
    public static bool IsEntries(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('/') is ["quarantine", _, { Length: 4 }, { Length: 2 }, { Length: 2 }, var name]
            && Path.GetExtension(name) is ".ndjson" or ".json";
    }

    /// <summary>The dataset whose entries an object holds.</summary>
    /// <param name="key">The object's key.</param>
    public static string DatasetOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('/')[1];
    }

    /// <summary>The object's name without folder and ending.</summary>
    /// <param name="key">The object's key.</param>
    public static string IdOf(string key) => Path.GetFileNameWithoutExtension(key);

    /// <summary>The object that holds what a replay or discard leaves of this one.</summary>
    /// <param name="key">The object's key.</param>
    public static string After(string key)
    {
        var (id, number) = Parts(key);
        return IsSingle(key)
            ? key[..^".json".Length] + ".ndjson"
            : string.Create(CultureInfo.InvariantCulture, $"{FolderOf(key)}{id}-{number + 1}.ndjson");
    }

    /// <summary>The object of which this one holds what was left; null where it is the first.</summary>
    /// <param name="key">The object's key.</param>
    public static string? Before(string key)
    {
        var (id, number) = Parts(key);
        return number switch
        {
            0 => null,
            1 => $"{FolderOf(key)}{id}.ndjson",
            _ => string.Create(CultureInfo.InvariantCulture, $"{FolderOf(key)}{id}-{number - 1}.ndjson"),
        };
    }

    /// <summary>True where the object is one entry and not one a line.</summary>
    internal static bool IsSingle(string key) => key.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>32 hex digits that name a text.</summary>
    internal static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];

    private static (string Id, int Number) Parts(string key)
    {
        var name = IdOf(key);
        var dash = name.LastIndexOf('-');
        return dash > 0 && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (name[..dash], number)
            : (name, 0);
    }
}

using System.Globalization;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// What becomes of the arrivals of an erasure: their versions after it, and the names under which the commits keep those that are gone,
/// whose keys may name the person.
/// </summary>
/// <param name="id">The erasure's name.</param>
internal sealed class ArrivalChanges(string id)
{
    private readonly Dictionary<(string Key, string Version), string> versions = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => versions.Count + names.Count == 0;

    /// <summary>Notes that an arrival is rewritten.</summary>
    /// <param name="arrival">The arrival.</param>
    /// <param name="length">Its bytes from then on; its time of modification stays.</param>
    public void Rewrite(StoredObject arrival, long length) =>
        versions[(arrival.Key, arrival.Version)] = FileObjectStore.VersionOf(length, arrival.LastModified.UtcDateTime);

    /// <summary>Notes that what was recorded of a key is kept under another name.</summary>
    public void Hide(string key)
    {
        if (!names.ContainsKey(key)) names[key] = string.Create(CultureInfo.InvariantCulture, $"erased/{id}/{names.Count + 1}");
    }

    /// <summary>The key under which an arrival is recorded.</summary>
    public string KeyOf(string key) => names.GetValueOrDefault(key, key);

    /// <summary>The version that an arrival has.</summary>
    public string VersionOf(string key, string version) => versions.GetValueOrDefault((key, version), version);
}

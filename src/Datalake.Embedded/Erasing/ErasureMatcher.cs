using System.Text.Json;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;

namespace Datalake.Embedded.Erasing;

/// <summary>Decides whether a record is erased. Not for two threads at once.</summary>
internal sealed class ErasureMatcher : IDisposable
{
    private readonly ErasedSet erased;
    private readonly RecordIdentity identities;
    private readonly RecordStructurer structurer;
    private readonly RecordStructurer? unwrapper;
    private readonly Utf8Output structured = new(4096);
    private readonly Utf8Output unwrapped = new(4096);

    /// <param name="dataset">The dataset.</param>
    /// <param name="erased">What is erased of it.</param>
    /// <param name="keys">Gives the keys of protect rules.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="ProtectionKeyException">A key that a protect rule names is not there.</exception>
    public ErasureMatcher(DatasetContract dataset, ErasedSet erased, IProtectionKeys keys, RecordLimits limits)
    {
        this.erased = erased;
        identities = new RecordIdentity(dataset, limits);
        structurer = new RecordStructurer(dataset, keys, limits);

        // As it came, but for the JSON in strings: what rules drop, rename and protect can be compared too.
        if (dataset.Structure.Count + dataset.Protect.Count > 0)
            unwrapper = new RecordStructurer(dataset with { Structure = [], Protect = [] }, keys, limits);
    }

    /// <summary>Decides about a record as it came.</summary>
    /// <param name="raw">The record.</param>
    /// <returns>Null when it cannot be read.</returns>
    public bool? IsErasedRaw(ReadOnlySpan<byte> raw)
    {
        structured.Clear();
        if (structurer.Structure(raw, structured) is null) return IsErased(raw, structured.WrittenSpan);

        // A record that structure refuses, as one with broken JSON in a protected string, can still be JSON.
        using var record = RecordJson.TryParse(raw);
        if (record is null) return null;
        return IsErased(record.RootElement, identities.Guess(record.RootElement), raw: default) ? true : null;
    }

    /// <summary>Decides about a structured record.</summary>
    /// <param name="raw">The record as it came; empty where it is not at hand.</param>
    /// <param name="structuredRecord">The structured record.</param>
    public bool IsErased(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> structuredRecord)
    {
        using var record = RecordJson.TryParse(structuredRecord);
        return record is not null
            && IsErased(record.RootElement, identities.Of(structuredRecord) ?? identities.Guess(record.RootElement), raw);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        identities.Dispose();
        structurer.Dispose();
        unwrapper?.Dispose();
        structured.Dispose();
        unwrapped.Dispose();
    }

    private bool IsErased(JsonElement record, IdentityValue? identity, ReadOnlySpan<byte> raw)
    {
        var isKnown = identity is not null && erased.Contains(identity);
        if (!isKnown && erased.Rules.Count == 0) return false;
        using var before = raw.IsEmpty ? null : Unwrap(raw);
        if (!isKnown && !erased.Selects(path => Values(record, before, path))) return false;
        if (identity is null) return true;
        erased.Add(identity);

        // A protected identity stands in raw keys, and in what cannot be read, as it came.
        if (before is not null && identities.Guess(before.RootElement) is { } clear) erased.AddTexts(clear.Texts);
        return true;
    }

    /// <summary>The record without what rules did to it; null where there are none, or it has no reading.</summary>
    private JsonDocument? Unwrap(ReadOnlySpan<byte> raw)
    {
        unwrapped.Clear();
        return unwrapper is null || unwrapper.Structure(raw, unwrapped) is not null ? null : RecordJson.TryParse(unwrapped.WrittenSpan);
    }

    private static IEnumerable<JsonElement> Values(JsonElement record, JsonDocument? before, FieldPath path) =>
        before is null ? FieldValues.Of(record, path) : FieldValues.Of(record, path).Concat(FieldValues.Of(before.RootElement, path));
}

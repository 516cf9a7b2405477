using System.Collections.Concurrent;
using System.Text.Json;
using Datalake.Datasets;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// What is erased of one dataset: conditions and identities, as hashes. While an erasure looks for records it grows by the identities that
/// it finds, so that every record of an entity goes when one does. Safe to share between threads.
/// </summary>
/// <param name="dataset">The dataset's name.</param>
/// <param name="hasher">Makes the hashes.</param>
internal sealed class ErasedSet(string dataset, ErasureHasher hasher)
{
    private readonly List<ErasureRule> rules = [];

    // Conditions of one term by their field, so that thousands of them cost one look; and those of several.
    private readonly Dictionary<string, (FieldPath Path, HashSet<string> Hashes)> single = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(FieldPath Path, HashSet<string> Hashes)[]> joined = [];
    private readonly ConcurrentDictionary<string, bool> identities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> matched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> texts = new(StringComparer.Ordinal);

    /// <summary>The conditions.</summary>
    public IReadOnlyList<ErasureRule> Rules => rules;

    /// <summary>The fields that the conditions compare.</summary>
    public IEnumerable<FieldPath> Paths => single.Values.Concat(joined.SelectMany(terms => terms)).Select(term => term.Path);

    /// <summary>The hashes of the identities of records that were found.</summary>
    public IReadOnlyCollection<string> Matched => [.. matched.Keys.Order(StringComparer.Ordinal)];

    /// <summary>How many identities there are.</summary>
    public int Count => identities.Count;

    /// <summary>
    /// The values in the clear by which what cannot be read is searched: all texts of one of the lists must be in it.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> Texts => texts.Values;

    /// <summary>True when nothing is erased.</summary>
    public bool IsEmpty => rules.Count == 0 && identities.IsEmpty;

    /// <summary>Adds an entry of the erasure list.</summary>
    public void Add(ErasureEntry entry)
    {
        foreach (var rule in entry.Rules) Add(rule);
        foreach (var identity in entry.Identities) identities[identity] = true;
    }

    /// <summary>Adds a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="protectedForms">The texts that protect rules give a value.</param>
    public void Add(EraseCondition condition, Func<string, IEnumerable<string>> protectedForms)
    {
        Add(new ErasureRule([
            .. condition.Terms.Select(term => new ErasureTerm(term.Path.Text, [
                .. ValueForms.OfCondition(term.Value).Concat(protectedForms(term.Value).Select(ValueForms.OfText))
                    .Select(form => hasher.OfValue(dataset, term.Path.Text, form))
                    .Distinct(StringComparer.Ordinal),
            ])),
        ]));
        AddTexts([.. condition.Terms.Select(term => term.Value)]);
    }

    /// <summary>True when an identity is erased.</summary>
    public bool Contains(IdentityValue identity)
    {
        var hash = hasher.OfIdentity(dataset, identity.Forms);
        if (!identities.ContainsKey(hash)) return false;
        matched[hash] = true;
        AddTexts(identity.Texts);
        return true;
    }

    /// <summary>Adds an identity.</summary>
    public void Add(IdentityValue identity)
    {
        var hash = hasher.OfIdentity(dataset, identity.Forms);
        identities[hash] = matched[hash] = true;
        AddTexts(identity.Texts);
    }

    /// <summary>Adds the texts of an identity as they stand in what cannot be read.</summary>
    public void AddTexts(IReadOnlyList<string> values) => texts.TryAdd(string.Join('\0', values), values);

    /// <summary>True when a condition selects a record.</summary>
    /// <param name="valuesOf">The values that the record has under a path.</param>
    public bool Selects(Func<FieldPath, IEnumerable<JsonElement>> valuesOf) =>
        single.Values.Any(term => Holds(term, valuesOf)) || joined.Exists(terms => Array.TrueForAll(terms, term => Holds(term, valuesOf)));

    private bool Holds((FieldPath Path, HashSet<string> Hashes) term, Func<FieldPath, IEnumerable<JsonElement>> valuesOf) =>
        valuesOf(term.Path).Any(value =>
            ValueForms.Of(value) is { } form && term.Hashes.Contains(hasher.OfValue(dataset, term.Path.Text, form)));

    private void Add(ErasureRule rule)
    {
        rules.Add(rule);
        if (rule.Terms is not [var only])
        {
            joined.Add([.. rule.Terms.Select(term => (FieldPath.Parse(term.Path), term.Hashes.ToHashSet(StringComparer.Ordinal)))]);
            return;
        }

        if (!single.TryGetValue(only.Path, out var term))
            single[only.Path] = term = (FieldPath.Parse(only.Path), new HashSet<string>(StringComparer.Ordinal));
        term.Hashes.UnionWith(only.Hashes);
    }
}

using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>How much of a quarantine object was chosen.</summary>
/// <param name="Key">The object's key.</param>
internal sealed record ChosenEntries(string Key)
{
    private readonly Dictionary<string, long> rules = new(StringComparer.Ordinal);

    /// <summary>The first entry, which says of which arrival all of them are.</summary>
    public QuarantineEntry? First { get; private set; }

    /// <summary>True when the arrival is done. Where it is not, ingesting it makes its entries again.</summary>
    public bool IsCommitted { get; init; }

    /// <summary>Records that the chosen entries stand for.</summary>
    public long Records { get; private set; }

    /// <summary>The same by rule.</summary>
    public IReadOnlyDictionary<string, long> Rules => rules;

    /// <summary>Entries that were not chosen.</summary>
    public long Kept { get; set; }

    /// <summary>The arrival.</summary>
    public StoredObject Arrival => new(First!.Source, 0, First.Version, First.ArrivedAt);

    /// <summary>Counts an entry.</summary>
    public void Add(QuarantineEntry entry, bool isChosen)
    {
        First ??= entry with { Payload = null, PayloadBase64 = null };
        if (isChosen)
        {
            Records += entry.Count;
            rules[entry.Rule] = rules.GetValueOrDefault(entry.Rule) + entry.Count;
        }
        else
        {
            Kept++;
        }
    }
}

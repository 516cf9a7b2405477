namespace Datalake.Embedded.Erasing;

/// <summary>Where the erased records of a dataset lie.</summary>
internal sealed record EraseFindings
{
    /// <summary>The arrivals, by key.</summary>
    public required IReadOnlyDictionary<string, ErasedArrival> Arrivals { get; init; }

    /// <summary>The structured objects.</summary>
    public required IReadOnlyList<ErasedLines> Structured { get; init; }

    /// <summary>The quarantine objects.</summary>
    public required IReadOnlyList<ErasedLines> Quarantine { get; init; }

    /// <summary>The stage files.</summary>
    public required IReadOnlyList<ErasedFile> Stage { get; init; }

    /// <summary>The files of the consumable table, of whichever version, and those that no version names.</summary>
    public required IReadOnlyList<ErasedFile> Table { get; init; }

    /// <summary>The erased records of an arrival; null when there are none, or it was replaced since.</summary>
    public ErasedArrival? ArrivalOf(string key, string version) => Find(Arrivals, key, version);

    /// <summary>The same among arrivals by key.</summary>
    public static ErasedArrival? Find(IReadOnlyDictionary<string, ErasedArrival> arrivals, string key, string version) =>
        arrivals.GetValueOrDefault(key) is { } arrival && arrival.Arrival.Version == version ? arrival : null;

    /// <summary>True when there is nothing to erase.</summary>
    public bool IsEmpty => Arrivals.Count + Structured.Count + Quarantine.Count + Stage.Count + Table.Count == 0;

    /// <summary>What is erased where.</summary>
    public IReadOnlyList<ErasedPlace> Places =>
    [
        new("raw", Arrivals.Count, Arrivals.Values.Sum(arrival => arrival.Erased.Count), Arrivals.Values.Count(arrival => arrival.IsWhole)),
        Lines("structured", Structured),
        Files("stage", Stage),
        Files("table", Table),
        Lines("quarantine", Quarantine),
    ];

    private static ErasedPlace Lines(string place, IReadOnlyList<ErasedLines> found) =>
        new(place, found.Count, found.Sum(file => file.Records), found.Count(file => file.IsWhole));

    private static ErasedPlace Files(string place, IReadOnlyList<ErasedFile> found) =>
        new(place, found.Count, found.Sum(file => file.Erased.Count), Deleted: 0);
}

namespace Datalake.Datasets.Reading;

/// <summary>A place in a record that the contract's columns declare: a field, the elements of an array, or the values of a map.</summary>
/// <param name="Segments">The keys from the top.</param>
/// <param name="Type">What is declared there.</param>
internal sealed record DeclaredField(IReadOnlyList<DeclaredSegment> Segments, HiveType Type)
{
    /// <summary>True when the declared array is a dictionary as it arrives, turned by an entries rule.</summary>
    public bool IsMadeByEntries { get; init; }

    public bool IsColumn => Segments is [{ Arrays: 0 }];

    /// <summary>True when the last key is data, not a declared name.</summary>
    public bool IsMapEntry => Segments[^1].Key is null;

    public string ColumnKey => Segments[0].Key ?? "";

    /// <summary>True when a path speaks of this place, or may.</summary>
    /// <param name="path">The path.</param>
    /// <param name="always">False when it depends on a map's keys, which are data.</param>
    public bool IsIn(FieldPath path, out bool always)
    {
        always = true;
        var skipped = Segments.Count - path.Steps.Count;
        if (skipped < 0 || (skipped > 0 && !path.AnyDepth)) return false;
        for (var i = 0; i < path.Steps.Count; i++)
        {
            var (step, segment) = (path.Steps[i], Segments[skipped + i]);
            if (segment.Arrays != (step.Elements ? 1 : 0)) return false;
            if (segment.Key is not null && !step.Matches(segment.Key)) return false;
            if (segment.Key is null && step.Key is not "*") always = false;
        }

        return true;
    }

    /// <summary>As a path, with <c>*</c> for a map's keys.</summary>
    public override string ToString() => string.Join('.', Segments);
}

/// <summary>A key on the way to a <see cref="DeclaredField"/>.</summary>
/// <param name="Key">The key; null for any key of a map.</param>
/// <param name="Arrays">How many arrays are stepped into behind it.</param>
internal readonly record struct DeclaredSegment(string? Key, int Arrays)
{
    public override string ToString() => (Key ?? "*") + string.Concat(Enumerable.Repeat("[]", Arrays));
}

namespace Datalake.Embedded.Schemas;

/// <summary>A place where what arrives and what the contract declares are not the same.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Path">The place: keys from the top, <c>[]</c> for any element of an array, <c>*</c> for any key of a map.</param>
/// <param name="Declared">The declared type; null when there is none.</param>
/// <param name="Arrives">The type of what arrives there; null when only nulls do, or nothing does.</param>
/// <param name="Count">How many values; for <see cref="SchemaFindingKind.AlwaysNull"/> how many nulls.</param>
/// <param name="Example">One of them, shortened; null for nested values.</param>
public sealed record SchemaFinding(SchemaFindingKind Kind, string Path, string? Declared, string? Arrives, long Count, string? Example)
{
    /// <summary>How many records have such a value; 0 for what never arrives.</summary>
    public long Records { get; init; }

    /// <summary>True when a protect rule speaks of the place, or of one above or below it. <see cref="Example"/> is null then.</summary>
    public bool IsProtected { get; init; }
}

/// <summary>In which way a place differs.</summary>
public enum SchemaFindingKind
{
    /// <summary>It arrives, and the contract does not name it; its values are in <c>_rescued</c>.</summary>
    Undeclared,

    /// <summary>The contract names it, and values arrive that do not fit its type; they are in <c>_rescued</c>.</summary>
    Misfit,

    /// <summary>The contract names it, and it never arrives.</summary>
    Absent,

    /// <summary>The contract names it, and it arrives only as null.</summary>
    AlwaysNull,
}

/// <summary>What a comparison found.</summary>
/// <param name="Records">Records that were read.</param>
/// <param name="Unreadable">Of these, the ones without an identity or change date, which are in quarantine or would be.</param>
/// <param name="Findings">The places, ordered by kind and path.</param>
/// <param name="IsCut">True when there are more places than are listed.</param>
public sealed record SchemaComparison(long Records, long Unreadable, IReadOnlyList<SchemaFinding> Findings, bool IsCut)
{
    /// <summary>Records of which at least one value is in <c>_rescued</c>, or would be.</summary>
    public long Rescued { get; init; }
}

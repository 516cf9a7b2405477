namespace Datalake.Embedded.Rebuilding;

/// <summary>How a consumable table is made again, or compared.</summary>
public sealed record RebuildOptions
{
    /// <summary>
    /// True to structure and conform every arrival again under the present contract; false, the default, to take the rows of the stage.
    /// </summary>
    public bool FromRaw { get; init; }

    /// <summary>
    /// True to take rows whose arrivals are not in <c>raw/</c> any more from the stage as they are; false, the default, to refuse then.
    /// </summary>
    public bool KeepsStaged { get; init; }
}

namespace Datalake.Tables.Delta;

/// <summary>Where a version comes from. All of it is optional in a table that another writer made.</summary>
public sealed record CommitInfo : TableAction
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>When the writer committed by its own clock, in milliseconds since 1970, UTC.</summary>
    public long? Timestamp { get; init; }

    /// <summary>What was done, e.g. <c>WRITE</c>, <c>OPTIMIZE</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Its parameters. Values that are not strings in the log are JSON.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = None;

    /// <summary>Counts of what was done, e.g. <c>numOutputRows</c>.</summary>
    public IReadOnlyDictionary<string, string> Metrics { get; init; } = None;

    /// <summary>The version that the writer had read.</summary>
    public long? ReadVersion { get; init; }

    /// <summary>True when the writer added files without reading the table.</summary>
    public bool? IsBlindAppend { get; init; }

    /// <summary>The writing program.</summary>
    public string? Engine { get; init; }

    /// <summary>A unique id of the commit, by which its writer recognizes it.</summary>
    public string? CommitId { get; init; }
}

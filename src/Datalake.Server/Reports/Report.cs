namespace Datalake.Server.Reports;

/// <summary>A page of tables and charts over the lake, as a file declares it.</summary>
/// <param name="Name">Its name: the file's name without its ending.</param>
/// <param name="Source">The file's path.</param>
/// <param name="Title">What its readers see above it.</param>
/// <param name="Parts">Its parts in their order; at least one.</param>
public sealed record Report(string Name, string Source, string Title, IReadOnlyList<ReportPart> Parts)
{
    /// <summary>The default of <see cref="Refresh"/>: one minute.</summary>
    public static readonly TimeSpan DefaultRefresh = TimeSpan.FromMinutes(1);

    /// <summary>What it answers, in a sentence or two; null when the file does not say.</summary>
    public string? Description { get; init; }

    /// <summary>How old a result may be that is shown; 5 seconds to a day.</summary>
    public TimeSpan Refresh { get; init; } = DefaultRefresh;
}

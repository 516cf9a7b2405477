using Datalake.Partitioning;

namespace Datalake.Aws.Operations.Tests;

/// <summary>Completion markers of <c>carts</c>.</summary>
internal static class Markers
{
    public static CompletionMarker Of(string hour, long rows = 10, long written = 8, long duplicates = 2, params string[] files) => new()
    {
        Dataset = "carts",
        Hour = hour,
        StageFiles = files,
        Days = ["2026-11-20"],
        Rows = rows,
        Written = written,
        Duplicates = duplicates,
        FinishedAt = new DateTimeOffset(2026, 11, 20, 9, 15, 0, TimeSpan.Zero),
    };
}

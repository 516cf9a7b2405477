using System.Globalization;
using Datalake.Page.Common;
using Datalake.Tables.Delta;

namespace Datalake.Page.Tables;

/// <summary>Says in words what a commit to a table did.</summary>
internal static class CommitText
{
    // The counts that writers give, in the order of the sentence. Those of Delta Lake's own writers have the same names.
    private static readonly (string Metric, string Word, string Verb)[] Counts =
    [
        ("numOutputRows", "row", "written"), ("numDeletedRows", "row", "deleted"), ("numCopiedRows", "row", "copied"),
        ("numFiles", "file", "added"), ("numAddedFiles", "file", "added"), ("numRemovedFiles", "file", "removed"),
    ];

    /// <summary>What it did, such as <c>3 rows written, 1 file added</c>; empty when its writer did not say.</summary>
    /// <param name="info">What its writer said.</param>
    public static string Of(CommitInfo info)
    {
        var said = Counts
            .Select(count => (Count: NumberOf(info, count.Metric), count.Word, count.Verb))
            .Where(count => count.Count > 0)
            .Select(count => $"{Show.Count(count.Count, count.Word)} {count.Verb}");
        return string.Join(", ", said);
    }

    private static long NumberOf(CommitInfo info, string metric) =>
        long.TryParse(info.Metrics.GetValueOrDefault(metric), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

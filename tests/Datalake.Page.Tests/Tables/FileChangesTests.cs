using Datalake.Page.Tables;
using Datalake.Tables.Delta;

namespace Datalake.Page.Tests.Tables;

public class FileChangesTests
{
    private static readonly VersionFile A = new("a", "2026-11-20", 1, 10);
    private static readonly VersionFile B = new("b", "2026-11-20", 2, 10);
    private static readonly VersionFile C = new("c", "2026-11-19", 3, 10);

    [Fact]
    public void A_file_of_both_versions_is_no_change()
    {
        var changes = FileChanges.Of([A, B], [B, C]);

        Assert.Equal([C], changes.Added);
        Assert.Equal([A], changes.Removed);
    }

    [Fact]
    public void A_commit_says_what_it_did_in_words()
    {
        var info = new CommitInfo
        {
            Metrics = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["numOutputRows"] = "1200", ["numAddedFiles"] = "1", ["numRemovedFiles"] = "0", ["else"] = "5",
            },
        };

        Assert.Equal("1,200 rows written, 1 file added", CommitText.Of(info));
        Assert.Equal("", CommitText.Of(new CommitInfo()));
    }
}

using System.Text.RegularExpressions;

namespace Datalake.Tests.Docs;

public partial class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void A_link_leads_to_a_file_and_to_a_heading_in_it(string page)
    {
        var broken = Link().Matches(Pages.Prose(page)).Select(match => match.Groups["target"].Value).Where(target => !Leads(page, target));
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("docs/operate.md", "contract.md", true)]
    [InlineData("docs/operate.md", "../README.md#start", true)]
    [InlineData("docs/operate.md", "decisions/", true)]
    [InlineData("docs/operate.md", "#no-such-heading", false)]
    [InlineData("docs/operate.md", "no-such-page.md", false)]
    public void What_a_link_leads_to(string page, string target, bool leads) => Assert.Equal(leads, Leads(page, target));

    private static bool Leads(string page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal)) return true;
        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, null);
        var full =
            path.Length == 0
                ? Path.Combine(Pages.Root, page)
                : Path.GetFullPath(Path.Combine(Pages.Root, Path.GetDirectoryName(page)!, path));
        if (!File.Exists(full) && !Directory.Exists(full)) return false;
        return anchor is null || Pages.Anchors(Path.GetRelativePath(Pages.Root, full)).Contains(anchor, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Link();
}

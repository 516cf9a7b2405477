using System.Reflection;
using System.Text.RegularExpressions;

namespace Datalake.Tests.Docs;

/// <summary>
/// The pages of this repository: the Markdown files at its root and under <c>docs/</c>, and those of <c>sdk/</c>, <c>bench/</c> and
/// <c>policies/</c>.
/// </summary>
internal static partial class Pages
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } =
        typeof(Pages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>The paths of the pages, from the repository's folder.</summary>
    public static IEnumerable<string> All =>
        Directory.GetFiles(Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(new[] { "sdk", "bench", "policies" }.Select(folder => Path.Combine(Root, folder, "README.md")))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>A page's text.</summary>
    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    /// <summary>A page's text without what stands in fences, where links and headings are none.</summary>
    public static string Prose(string page) => Fence().Replace(Read(page), string.Empty);

    /// <summary>The names under which a page's headings can be linked to.</summary>
    public static IEnumerable<string> Anchors(string page) =>
        Heading()
            .Matches(Prose(page))
            .Select(match => NotInAnchor().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline, 60_000)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9_ -]", RegexOptions.None, 60_000)]
    private static partial Regex NotInAnchor();
}

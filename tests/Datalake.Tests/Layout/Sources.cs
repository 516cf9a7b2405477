using System.Xml.Linq;
using Datalake.Tests.Docs;

namespace Datalake.Tests.Layout;

/// <summary>The projects of this repository, as their files have them.</summary>
internal static class Sources
{
    private static readonly string[] Folders = ["src", "lambdas", "infrastructure", "bench", "tools", "tests"];

    /// <summary>The projects' files, from the repository's folder.</summary>
    public static IEnumerable<string> Projects => FilesBelow(Folders, "*.csproj");

    /// <summary>The C# files of a project, from the repository's folder.</summary>
    /// <param name="project">The project's file.</param>
    public static IEnumerable<string> FilesOf(string project) => FilesBelow([Path.GetDirectoryName(project)!], "*.cs");

    /// <summary>The namespace at the top of a project.</summary>
    /// <param name="project">The project's file.</param>
    public static string RootNamespaceOf(string project) =>
        Read(project).Descendants("RootNamespace").SingleOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project);

    /// <summary>Every package and project that a project builds on, also through others, by its name.</summary>
    /// <param name="project">The project's file.</param>
    public static IReadOnlySet<string> ReferencesOf(string project)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var include in Read(project).Descendants("PackageReference").Attributes("Include")) names.Add(include.Value);
        foreach (var include in Read(project).Descendants("ProjectReference").Attributes("Include"))
        {
            var path = Path.GetFullPath(
                Path.Combine(
                    Pages.Root,
                    Path.GetDirectoryName(project)!,
                    include.Value.Replace("$(RepositoryRoot)", Pages.Root, StringComparison.Ordinal)
                )
            );
            names.Add(Path.GetFileNameWithoutExtension(path));
            names.UnionWith(ReferencesOf(path));
        }

        return names;
    }

    private static XDocument Read(string project) => XDocument.Load(Path.Combine(Pages.Root, project));

    private static IEnumerable<string> FilesBelow(IEnumerable<string> folders, string pattern) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Pages.Root, folder), pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Pages.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        orderby path
        select path;
}

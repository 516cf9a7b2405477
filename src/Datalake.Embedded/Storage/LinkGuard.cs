using System.Collections.Concurrent;

namespace Datalake.Embedded.Storage;

/// <summary>
/// Refuses paths that lead through a symbolic link. Folders found to be real are remembered, since most objects share a few.
/// </summary>
internal sealed class LinkGuard(string root)
{
    private const int RememberedFolders = 10_000;

    private readonly ConcurrentDictionary<string, bool> real = new(StringComparer.Ordinal);

    /// <summary>Forgets what was remembered, so that a folder that became a link since is seen, and looks at a path.</summary>
    /// <exception cref="IOException">A part is a link.</exception>
    public void CheckAnew(string path)
    {
        real.Clear();
        Check(path);
    }

    /// <summary>Looks at each part of a path below the root.</summary>
    /// <exception cref="IOException">A part is a link.</exception>
    public void Check(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) throw Refused(path);
        var seen = new List<string>();
        for (
            var folder = Path.GetDirectoryName(path)!;
            folder.Length > root.Length && !real.ContainsKey(folder);
            folder = Path.GetDirectoryName(folder)!
        )
        {
            var info = new DirectoryInfo(folder);
            if (info.LinkTarget is not null) throw Refused(folder);
            if (info.Exists) seen.Add(folder);
        }

        // Only now: a folder is real when those above it are.
        if (real.Count + seen.Count > RememberedFolders) real.Clear();
        foreach (var folder in seen) real[folder] = true;
    }

    private static IOException Refused(string path) => new($"{path} is a symbolic link; links are not followed.");
}

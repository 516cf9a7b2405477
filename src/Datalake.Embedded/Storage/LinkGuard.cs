using System.Collections.Concurrent;

namespace Datalake.Embedded.Storage;

/// <summary>Refuses paths that lead through a symbolic link. Folders found to be real are remembered, since most objects share a few.</summary>
internal sealed class LinkGuard(string root)
{
    private const int RememberedFolders = 10_000;

    private readonly ConcurrentDictionary<string, bool> real = new(StringComparer.Ordinal);

    /// <summary>Looks at each part of a path below the root.</summary>
    /// <exception cref="IOException">A part is a link.</exception>
    public void Check(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) throw Refused(path);
        var folder = Path.GetDirectoryName(path)!;
        while (folder.Length > root.Length && !real.ContainsKey(folder))
        {
            var info = new DirectoryInfo(folder);
            if (info.LinkTarget is not null) throw Refused(folder);
            if (info.Exists)
            {
                if (real.Count >= RememberedFolders) real.Clear();
                real[folder] = true;
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private static IOException Refused(string path) => new($"{path} is a symbolic link; links are not followed.");
}

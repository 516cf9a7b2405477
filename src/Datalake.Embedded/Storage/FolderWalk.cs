using System.IO.Enumeration;
using Datalake.Storage;

namespace Datalake.Embedded.Storage;

/// <summary>
/// Finds the files below a folder. Links, pipes, sockets and devices are skipped; so is, where skipped names are reported, what cannot be
/// reached: one folder without permission does not hide the others.
/// </summary>
/// <param name="root">The store's folder, to which names are relative.</param>
/// <param name="files">The file system that the folder is on.</param>
/// <param name="skipped">Receives a report of each skipped name; null when what cannot be reached is an error.</param>
internal sealed class FolderWalk(string root, IFileSystem files, Action<SkippedName>? skipped)
{
    private const char NoCharacter = '\uFFFD';

    /// <summary>Finds them.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public IEnumerable<StoredObject> Files(string folder)
    {
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var next))
        {
            if (Open(next, isFirst: next == folder) is not { } entries) continue;
            foreach (var entry in entries)
            {
                if (entry.Folder is not null) folders.Push(entry.Folder);
                else if (entry.File is not null) yield return entry.File;
            }
        }
    }

    private FileSystemEnumerable<Entry>? Open(string folder, bool isFirst)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        try
        {
            return files.ListFolder<Entry>(folder, Look, options);
        }
        catch (DirectoryNotFoundException) when (!isFirst)
        {
            // It went away since it was listed.
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && !isFirst && skipped is not null)
        {
            Skip(folder[(root.Length + 1)..] + "/", failure.Message, isUnreadable: true);
            return null;
        }
    }

    private Entry Look(ref FileSystemEntry entry)
    {
        var name = entry.FileName;
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return Skip(NameOf(ref entry), "It is a symbolic link; links are not followed.", isUnreadable: false);
        if (entry.IsDirectory)
        {
            var path = entry.ToFullPath();
            return name.Contains(NoCharacter) && !Directory.Exists(path) ? SkipUnnamed(ref entry) : new Entry(path, null);
        }

        if (name.StartsWith(FileObjectStore.TemporaryPrefix, StringComparison.Ordinal)) return default;
        if (name.Contains(NoCharacter) && !File.Exists(entry.ToFullPath())) return SkipUnnamed(ref entry);

        // What is no file has no length, which spares asking for those that have one.
        if (entry.Length == 0 && FileKind.IsSpecial(entry.ToFullPath()))
            return Skip(NameOf(ref entry), FileKind.NoFile, isUnreadable: false);
        var modified = entry.LastWriteTimeUtc;
        return new Entry(
            null,
            new StoredObject(NameOf(ref entry), entry.Length, FileObjectStore.VersionOf(entry.Length, modified.UtcDateTime), modified)
        );
    }

    private string NameOf(ref FileSystemEntry entry)
    {
        var relative =
            entry.Directory.Length > root.Length
                ? string.Concat(entry.Directory[(root.Length + 1)..], "/", entry.FileName)
                : entry.FileName.ToString();
        return OperatingSystem.IsWindows() ? relative.Replace('\\', '/') : relative;
    }

    // Several such names look the same, so none of them can be an object's.
    private Entry SkipUnnamed(ref FileSystemEntry entry) =>
        Skip(NameOf(ref entry), "Its name is not UTF-8, so it cannot be opened; rename it.", isUnreadable: true);

    private Entry Skip(string name, string reason, bool isUnreadable)
    {
        skipped?.Invoke(new SkippedName(name, reason, isUnreadable));
        return default;
    }

    private readonly record struct Entry(string? Folder, StoredObject? File);
}

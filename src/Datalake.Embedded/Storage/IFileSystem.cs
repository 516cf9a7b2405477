using System.IO.Enumeration;

namespace Datalake.Embedded.Storage;

/// <summary>
/// The calls that a disk can fail, and that decide what a power failure leaves. Content is durable once its file is synced; that a name is
/// there, or is gone, once the folder it lies in is synced.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Whether <see cref="SyncAll"/> can be called.</summary>
    bool CanSyncAll { get; }

    /// <summary>Opens a file, to read or to write it.</summary>
    FileStream OpenFile(string path, FileStreamOptions options);

    /// <summary>Lists a folder.</summary>
    FileSystemEnumerable<T> ListFolder<T>(string path, FileSystemEnumerable<T>.FindTransform transform, EnumerationOptions options);

    /// <summary>Creates a folder and the folders above it where they do not exist.</summary>
    void CreateFolder(string path);

    /// <summary>Renames a file. Without <paramref name="overwrite"/> it fails when the target exists.</summary>
    void MoveFile(string from, string to, bool overwrite);

    /// <summary>Dates a file. It keeps that time when it is renamed.</summary>
    void SetLastWriteTime(string path, DateTime utc);

    /// <summary>Gives a file a second name. Where the file system has no hard links, the second name is that of a copy.</summary>
    /// <returns>True for a link, whose content is as durable as that of the file; false for a copy.</returns>
    bool LinkFile(string from, string to);

    /// <summary>Deletes a file; does nothing when there is none.</summary>
    void DeleteFile(string path);

    /// <summary>Deletes a folder and all that is in it; does nothing when there is none.</summary>
    void DeleteFolder(string path);

    /// <summary>Syncs the content of a file.</summary>
    void SyncFile(string path);

    /// <summary>Syncs the names in a folder.</summary>
    void SyncFolder(string path);

    /// <summary>Syncs every file and folder of the file system that holds a path.</summary>
    void SyncAll(string path);
}

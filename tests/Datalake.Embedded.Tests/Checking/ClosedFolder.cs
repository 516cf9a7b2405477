using System.IO.Enumeration;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>The disk, with a folder that may not be read. For root there is no such folder.</summary>
internal sealed class ClosedFolder(string closed) : IFileSystem
{
    private int looks;

    /// <summary>How often somebody tried to list it.</summary>
    public int Looks => looks;

    public bool CanSyncAll => LocalFileSystem.Instance.CanSyncAll;

    public FileSystemEnumerable<T> ListFolder<T>(string path, FileSystemEnumerable<T>.FindTransform transform, EnumerationOptions options)
    {
        if (path != closed) return LocalFileSystem.Instance.ListFolder(path, transform, options);
        Interlocked.Increment(ref looks);
        throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.");
    }

    public FileStream OpenFile(string path, FileStreamOptions options) => LocalFileSystem.Instance.OpenFile(path, options);

    public void CreateFolder(string path) => LocalFileSystem.Instance.CreateFolder(path);

    public void MoveFile(string from, string to, bool overwrite) => LocalFileSystem.Instance.MoveFile(from, to, overwrite);

    public void SetLastWriteTime(string path, DateTime utc) => LocalFileSystem.Instance.SetLastWriteTime(path, utc);

    public bool LinkFile(string from, string to) => LocalFileSystem.Instance.LinkFile(from, to);

    public void DeleteFile(string path) => LocalFileSystem.Instance.DeleteFile(path);

    public void DeleteFolder(string path) => LocalFileSystem.Instance.DeleteFolder(path);

    public void SyncFile(string path) => LocalFileSystem.Instance.SyncFile(path);

    public void SyncFolder(string path) => LocalFileSystem.Instance.SyncFolder(path);

    public void SyncAll(string path) => LocalFileSystem.Instance.SyncAll(path);
}

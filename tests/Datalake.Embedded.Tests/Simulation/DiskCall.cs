namespace Datalake.Embedded.Tests.Simulation;

/// <summary>A call of a disk.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Target">The new name of a file that is renamed or linked; null else.</param>
internal readonly record struct DiskCall(DiskCallKind Kind, string Path, string? Target = null)
{
    /// <summary>Whether it leaves something else on the disk than was there before.</summary>
    public bool Changes => Kind is not (DiskCallKind.Open or DiskCallKind.Read or DiskCallKind.List);
}

/// <summary>The calls of a disk.</summary>
internal enum DiskCallKind
{
    Open,
    Read,
    List,
    Write,
    CreateFolder,
    Move,
    Date,
    Link,
    DeleteFile,
    DeleteFolder,
    SyncFile,
    SyncFolder,
    SyncAll,
}

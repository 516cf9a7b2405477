using System.Runtime.InteropServices;

namespace Datalake.Embedded.Storage;

/// <summary>
/// Tells files from pipes, sockets and devices, which .NET has no call for: to open one may wait for ever, and to read one may never end.
/// </summary>
internal static partial class FileKind
{
    /// <summary>Why such a thing is not read.</summary>
    public const string NoFile = "It is a pipe, a socket or a device; only files are read.";

    private const int CurrentFolder = -100;
    private const int LinkItself = 0x100;
    private const uint TypeOnly = 1;
    private const int ModeOffset = 28;
    private const ushort TypeMask = 0xF000;
    private const ushort Pipe = 0x1000;
    private const ushort CharacterDevice = 0x2000;
    private const ushort BlockDevice = 0x6000;
    private const ushort Socket = 0xC000;

    /// <summary>True for a pipe, a socket or a device. Known on Linux only; elsewhere everything counts as a file.</summary>
    public static bool IsSpecial(string path)
    {
        // struct statx has 256 bytes on every processor, unlike struct stat.
        Span<byte> status = stackalloc byte[256];
        if (!OperatingSystem.IsLinux() || Statx(CurrentFolder, path, LinkItself, TypeOnly, status) != 0) return false;
        return (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) is Pipe or CharacterDevice or BlockDevice or Socket;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}

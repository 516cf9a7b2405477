using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// Which arrivals each commit names, in one file, so that opening a lake reads the commits that came since and no others. Each commit is a
/// frame at the end of the file. The file is a copy of what the commits say: it is not synced, and what a crash took from it or damaged is
/// read from the commits again.
/// </summary>
/// <param name="path">The path of the file.</param>
/// <param name="files">The file system that it is on.</param>
internal sealed class CommitCheckpoint(string path, IFileSystem files)
{
    // A frame: length of the name, number of digests, the name in UTF-8, the digests, a checksum over all of these.
    private const int HeadBytes = 8;
    private const int DigestBytes = 16;
    private const int ChecksumBytes = 4;

    // The first frame has the version of this format for its name, so that a file of another one counts as damaged.
    private const string Format = "commit checkpoint 1";

    private long validBytes;

    /// <summary>
    /// Reads the commits in the file, up to the first damage or the first commit that is gone, as when somebody deleted it to have its
    /// arrivals ingested again. The rest is cut off, so that a later commit of a name that is free again does not take the arrivals of an
    /// earlier one.
    /// </summary>
    /// <param name="commits">The names of all commits; those that were read are taken out.</param>
    /// <param name="arrivals">Receives the arrivals of these.</param>
    public void Read(HashSet<string> commits, CommittedArrivals arrivals)
    {
        validBytes = 0;
        if (!File.Exists(path)) return;
        using var file = files.OpenFile(path, new FileStreamOptions { Access = FileAccess.ReadWrite, BufferSize = 1 << 20 });
        var length = file.Length;
        var frame = new byte[1024];
        var names = commits.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> name = stackalloc char[ObjectKeys.MaximumBytes];
        while (ReadFrame(file, length, ref frame) is { NameBytes: <= ObjectKeys.MaximumBytes } head)
        {
            var commit = name[..Encoding.UTF8.GetChars(frame.AsSpan(HeadBytes, head.NameBytes), name)];
            if (!(validBytes == 0 ? commit.SequenceEqual(Format) : names.Remove(commit))) break;
            var digests = frame.AsSpan(HeadBytes + head.NameBytes);
            for (var i = 0; i < head.Digests; i++) arrivals.Add(BinaryPrimitives.ReadUInt128LittleEndian(digests[(i * DigestBytes)..]));
            validBytes = file.Position;
        }

        if (validBytes < length) file.SetLength(validBytes);
    }

    /// <summary>Appends commits.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Append(IEnumerable<(string Commit, UInt128[] Arrivals)> commits)
    {
        using var frames = new MemoryStream();
        if (validBytes == 0) WriteFrame(frames, Format, []);
        foreach (var (commit, arrivals) in commits) WriteFrame(frames, commit, arrivals);
        using var file = files.OpenFile(
            path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, BufferSize = 0 });
        file.Position = validBytes;
        file.Write(frames.GetBuffer().AsSpan(0, (int)frames.Length));
        validBytes += frames.Length;
    }

    /// <summary>Reads the next frame. Null at the end of the file and where it is damaged.</summary>
    private static (int NameBytes, int Digests)? ReadFrame(FileStream file, long length, ref byte[] frame)
    {
        if (file.ReadAtLeast(frame.AsSpan(0, HeadBytes), HeadBytes, throwOnEndOfStream: false) < HeadBytes) return null;
        var name = BinaryPrimitives.ReadInt32LittleEndian(frame);
        var digests = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(4));
        var rest = (long)name + (long)digests * DigestBytes + ChecksumBytes;
        if (name < 0 || digests < 0 || rest > length - file.Position) return null;
        var size = (int)(HeadBytes + rest);
        if (size > frame.Length) Array.Resize(ref frame, size);
        file.ReadExactly(frame, HeadBytes, (int)rest);
        var isWhole =
            Checksum(frame.AsSpan(0, size - ChecksumBytes)) == BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(size - ChecksumBytes));
        return isWhole ? (name, digests) : null;
    }

    private static void WriteFrame(MemoryStream frames, string commit, UInt128[] arrivals)
    {
        var name = Encoding.UTF8.GetBytes(commit);
        var frame = new byte[HeadBytes + name.Length + arrivals.Length * DigestBytes + ChecksumBytes];
        BinaryPrimitives.WriteInt32LittleEndian(frame, name.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), arrivals.Length);
        name.CopyTo(frame, HeadBytes);
        for (var i = 0; i < arrivals.Length; i++)
            BinaryPrimitives.WriteUInt128LittleEndian(frame.AsSpan(HeadBytes + name.Length + i * DigestBytes), arrivals[i]);
        BinaryPrimitives.WriteUInt32LittleEndian(
            frame.AsSpan(frame.Length - ChecksumBytes), Checksum(frame.AsSpan(0, frame.Length - ChecksumBytes)));
        frames.Write(frame);
    }

    // It begins with ones, so that zeros, which a power failure may leave, are no frame.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes) checksum = BitOperations.Crc32C(checksum, one);
        return checksum;
    }
}

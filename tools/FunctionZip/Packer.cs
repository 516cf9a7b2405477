using System.IO.Compression;

namespace FunctionZip;

/// <summary>
/// Packs the same files to the same bytes, so that the name a zip is deployed under, its hash, changes only with what is in it:
/// entries in the order of their names, one fixed time, fixed modes.
/// </summary>
internal static class Packer
{
    private const int RegularFile = 0x8000;

    // Read by everyone: a function does not run as who packed it. Executable where it is started by the system itself.
    private const int ReadableMode = 0b110_100_100;
    private const int ExecutableMode = 0b111_101_101;

    // The first time a zip can name.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Pack(IReadOnlyCollection<ZipFile> files)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(file => Name(file), StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(Name(file), CompressionLevel.SmallestSize);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = (RegularFile | (IsExecutable(entry.Name) ? ExecutableMode : ReadableMode)) << 16;
                using var source = File.OpenRead(file.Source);
                using var target = entry.Open();
                source.CopyTo(target);
            }
        }

        return buffer.ToArray();
    }

    /// <returns>Why the zip is too large, or null where it is not. Zero is no limit.</returns>
    public static string? Check(string name, byte[] zip, long limit)
    {
        if (limit == 0 || zip.Length < limit) return null;
        using var archive = new ZipArchive(new MemoryStream(zip));
        var largest = archive.Entries.OrderByDescending(entry => entry.CompressedLength).Take(3);
        return $"{name} has {zip.Length:N0} bytes and must have fewer than {limit:N0} (LargestFunctionZip). The largest in it: "
            + string.Join(", ", largest.Select(entry => $"{entry.FullName} {entry.CompressedLength:N0}")) + ".";
    }

    private static string Name(ZipFile file) => file.Entry.Replace('\\', '/');

    private static bool IsExecutable(string name) => name == "bootstrap" || name.EndsWith(".so", StringComparison.Ordinal);
}

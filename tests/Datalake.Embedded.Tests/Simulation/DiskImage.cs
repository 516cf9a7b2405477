using System.Security.Cryptography;
using System.Text;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>The files and folders of a disk at one time.</summary>
internal sealed class DiskImage
{
    private readonly SortedDictionary<string, (byte[] Content, DateTime Modified)> files = new(StringComparer.Ordinal);
    private readonly SortedSet<string> folders = new(StringComparer.Ordinal);

    public void Add(string folder) => folders.Add(folder);

    public void Add(string file, byte[] content, DateTime modified) => files[file] = (content, modified);

    /// <summary>Whether two images are the same but for the times of files.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in folders) hash.AppendData(Encoding.UTF8.GetBytes(folder + "/\n"));
        foreach (var (file, (content, _)) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Writes all of it into a folder.</summary>
    public void Restore(string root)
    {
        Directory.CreateDirectory(root);
        foreach (var folder in folders) Directory.CreateDirectory(Path.Combine(root, folder));
        foreach (var (file, (content, modified)) in files)
        {
            var path = Path.Combine(root, file);
            File.WriteAllBytes(path, content);
            File.SetLastWriteTimeUtc(path, modified);
        }
    }
}

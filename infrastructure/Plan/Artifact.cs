using System.Security.Cryptography;

namespace Datalake.Infrastructure.Plan;

/// <summary>
/// A file to upload under a key that names its content, so that a change is a new object and nothing that runs loses what it runs from.
/// </summary>
/// <param name="Path">The file, from the folder of <c>Pulumi.yaml</c>.</param>
/// <param name="Key">The key in the lake's bucket.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="IsZip">True for a zip archive.</param>
internal sealed record Artifact(string Path, string Key, long Bytes, bool IsZip)
{
    /// <summary>Stands for a file that is missing, which is reported.</summary>
    public static Artifact None { get; } = new("", "", 0, IsZip: false);

    /// <summary>Reads a file.</summary>
    /// <param name="root">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="path">The file below it.</param>
    /// <param name="key">The key, less the hash and extension.</param>
    /// <returns>Null when there is no such file.</returns>
    public static Artifact? Read(string root, string path, string key)
    {
        var full = System.IO.Path.Combine(root, path);
        if (!File.Exists(full)) return null;
        var content = File.ReadAllBytes(full);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return new Artifact(path, $"{key}-{hash}{System.IO.Path.GetExtension(path)}", content.Length, content.AsSpan().StartsWith("PK"u8));
    }
}

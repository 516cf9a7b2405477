using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Datalake.Page.Assets;

/// <summary>A file that the page loads, from this assembly.</summary>
internal sealed class WebAsset
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
        [".ttf"] = "font/ttf",
    };

    // Fonts are compressed already.
    private readonly Lazy<byte[]?> compressed;

    public WebAsset(string path, byte[] content)
    {
        Content = content;
        Type = Types[Path.GetExtension(path)];
        Version = Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, 9));
        compressed = new Lazy<byte[]?>(() => path.EndsWith(".woff2", StringComparison.Ordinal) ? null : Compress(content));
    }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; }

    /// <summary>The bytes in gzip; null where that makes no sense.</summary>
    public byte[]? Compressed => compressed.Value;

    /// <summary>The media type.</summary>
    public string Type { get; }

    /// <summary>What changes when the content does.</summary>
    public string Version { get; }

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Datalake.Bench.Functions.Services;

/// <summary>An object of the stub.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ETag">Their MD5, as S3 has it for objects of one part; without quotes.</param>
internal sealed record StoredBytes(byte[] Content, string ETag)
{
    /// <summary>An object of these bytes.</summary>
    /// <param name="content">The bytes.</param>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It is what an ETag is.")]
    public static StoredBytes Of(byte[] content) => new(content, Convert.ToHexStringLower(MD5.HashData(content)));
}

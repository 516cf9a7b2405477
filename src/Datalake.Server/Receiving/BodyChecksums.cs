using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using Datalake.Server.Problems;
using Datalake.Storage;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Receiving;

/// <summary>
/// The checksums that a request gives for its body, as it comes: <c>Content-MD5</c>, <c>Content-Digest</c> (RFC 9530),
/// <c>x-amz-checksum-*</c>. Not for two threads at once.
/// </summary>
internal sealed class BodyChecksums : IDisposable
{
    private const string Amazon = "x-amz-checksum-";

    // These describe a checksum and are none.
    private static readonly string[] Described = [Amazon + "type", Amazon + "mode", Amazon + "algorithm"];

    private readonly List<Expected> expected = [];

    private BodyChecksums()
    {
    }

    /// <summary>Reads the headers.</summary>
    /// <exception cref="ProblemException">A checksum is none, or is of a kind that is not known; taking the body would be unchecked.</exception>
    public static BodyChecksums Of(IHeaderDictionary headers)
    {
        var checksums = new BodyChecksums();
        try
        {
            foreach (var (name, values) in headers) checksums.Add(name, values.ToString());
            return checksums;
        }
        catch
        {
            checksums.Dispose();
            throw;
        }
    }

    /// <summary>Takes the next bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in expected) one.Sum.Append(bytes);
    }

    /// <summary>Compares, at the end of the body.</summary>
    /// <exception cref="ProblemException">The body is not what a checksum says.</exception>
    public void Verify()
    {
        foreach (var one in expected)
        {
            var found = one.Sum.Finish();
            if (found.AsSpan().SequenceEqual(one.Value)) continue;
            throw new ProblemException(
                ProblemKinds.ChecksumMismatch,
                $"{one.Header} says {Convert.ToBase64String(one.Value)}, but the body that came has {Convert.ToBase64String(found)}. Nothing was stored; send it again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in expected) one.Sum.Dispose();
    }

    private void Add(string name, string value)
    {
        if (name.Equals("Content-MD5", StringComparison.OrdinalIgnoreCase)) Add(name, "md5", value);
        else if (Described.Contains(name, StringComparer.OrdinalIgnoreCase)) return;
        else if (name.StartsWith(Amazon, StringComparison.OrdinalIgnoreCase)) Add(name, name[Amazon.Length..].ToLowerInvariant(), value);
        else if (name.Equals("Content-Digest", StringComparison.OrdinalIgnoreCase)) AddDigests(name, value);
    }

    /// <summary>A dictionary of byte sequences (RFC 8941): <c>sha-256=:…:, md5=:…:</c>. Unknown kinds are for others.</summary>
    private void AddDigests(string name, string value)
    {
        var before = expected.Count;
        foreach (var member in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (member.Split('=', 2) is not [var kind, [':', .. var digest, ':']]) throw Unreadable(name, member);
            if (Sum.Of(Kind(kind)) is { } sum) Add(name, sum, digest);
        }

        if (expected.Count == before) throw Unreadable(name, value);
    }

    private static string Kind(string text) => text.ToLowerInvariant() switch
    {
        "sha" => "sha1",
        var kind => kind.Replace("sha-", "sha", StringComparison.Ordinal),
    };

    private void Add(string header, string kind, string text) => Add(header, Sum.Of(kind) ?? throw Unreadable(header, text), text);

    private void Add(string header, Sum sum, string text)
    {
        var value = new byte[sum.Bytes];
        if (Convert.TryFromBase64String(text, value, out var length) && length == value.Length)
        {
            expected.Add(new Expected(header, value, sum));
            return;
        }

        sum.Dispose();
        throw Unreadable(header, text);
    }

    private static ProblemException Unreadable(string header, string text) => new(
        ProblemKinds.MalformedRequest,
        $"{ObjectKeys.Show(header)}: '{ObjectKeys.Show(text)}' is no checksum that can be compared. Known are md5, sha1, sha256, sha512, crc32 and crc32c, in base64.");

    private sealed record Expected(string Header, byte[] Value, Sum Sum);

    /// <summary>A checksum in the making.</summary>
    private abstract class Sum(int bytes) : IDisposable
    {
        public int Bytes => bytes;

        public static Sum? Of(string kind) => kind switch
        {
            "md5" => new Cryptographic(HashAlgorithmName.MD5, 16),
            "sha1" => new Cryptographic(HashAlgorithmName.SHA1, 20),
            "sha256" => new Cryptographic(HashAlgorithmName.SHA256, 32),
            "sha512" => new Cryptographic(HashAlgorithmName.SHA512, 64),
            "crc32" => new Zip(),
            "crc32c" => new Castagnoli(),
            _ => null,
        };

        public abstract void Append(ReadOnlySpan<byte> bytes);

        public abstract byte[] Finish();

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
        }
    }

    private sealed class Cryptographic(HashAlgorithmName name, int bytes) : Sum(bytes)
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

        public override byte[] Finish() => hash.GetHashAndReset();

        protected override void Dispose(bool disposing)
        {
            hash.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>The CRC-32 of zip and gzip; in headers its first byte is the highest.</summary>
    private sealed class Zip() : Sum(4)
    {
        private readonly Crc32 crc = new();

        public override void Append(ReadOnlySpan<byte> bytes) => crc.Append(bytes);

        public override byte[] Finish() => BigEndian(crc.GetCurrentHashAsUInt32());
    }

    private sealed class Castagnoli() : Sum(4)
    {
        private uint crc = uint.MaxValue;

        public override void Append(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length >= sizeof(ulong))
            {
                crc = System.Numerics.BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                bytes = bytes[sizeof(ulong)..];
            }

            foreach (var value in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, value);
        }

        public override byte[] Finish() => BigEndian(~crc);
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

using System.Security.Cryptography;
using System.Text;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Protection;

/// <summary>
/// Replaces a value's text by its protected form. The same text gives the same form every time, or a retried arrival would look like a
/// change.
/// </summary>
internal abstract class ValueProtector
{
    /// <summary>Makes the protector of a rule.</summary>
    /// <param name="rule">The rule; not <see cref="ProtectionKind.Remove"/>, which is a drop.</param>
    /// <param name="keys">Gives its key.</param>
    public static ValueProtector Create(ProtectRule rule, IProtectionKeys keys) => rule.With switch
    {
        ProtectionKind.Hmac => new HmacProtector(keys.Read(rule.Key ?? KeyReference.Default)),
        ProtectionKind.Encrypt => new EncryptProtector(keys.Read(rule.Key ?? KeyReference.Default)),
        ProtectionKind.Mask => new MaskProtector(),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.With, "Only hmac, encrypt and mask replace a value."),
    };

    /// <summary>Writes the protected form as a JSON string.</summary>
    /// <param name="text">
    /// The value's text: a string's content unescaped, a number as it is written, an object or array as compact JSON.
    /// </param>
    /// <param name="output">Receives the string, quotes included.</param>
    public abstract void Write(ReadOnlySpan<byte> text, Utf8Output output);
}

/// <summary>Lower-case hex of HMAC-SHA256.</summary>
internal sealed class HmacProtector(byte[] key) : ValueProtector
{
    public override void Write(ReadOnlySpan<byte> text, Utf8Output output)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, hash);
        Span<byte> hex = stackalloc byte[HMACSHA256.HashSizeInBytes * 2];
        LowerHex.Write(hash, hex);
        JsonText.WriteString(output, hex);
    }
}

/// <summary>
/// Base64 of nonce (12 bytes), ciphertext and tag (16 bytes) of AES-256-GCM. The nonce is an HMAC of the text under a key of its own, so
/// that it never repeats for two different texts and does repeat for the same one; equal values can be recognised as equal, as with hmac.
/// </summary>
internal sealed class EncryptProtector(byte[] key) : ValueProtector
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] cipherKey = Derive(key, "datalake encrypt v1");
    private readonly byte[] nonceKey = Derive(key, "datalake nonce v1");

    public override void Write(ReadOnlySpan<byte> text, Utf8Output output)
    {
        var sealedText = new byte[NonceBytes + text.Length + TagBytes];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(nonceKey, text, hash);
        var nonce = sealedText.AsSpan(0, NonceBytes);
        hash[..NonceBytes].CopyTo(nonce);
        using var cipher = new AesGcm(cipherKey, TagBytes);
        cipher.Encrypt(nonce, text, sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(NonceBytes + text.Length));
        JsonText.WriteString(output, Encoding.ASCII.GetBytes(Convert.ToBase64String(sealedText)));
    }

    internal static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose));
}

/// <summary>Each letter and digit becomes an asterisk.</summary>
internal sealed class MaskProtector : ValueProtector
{
    public override void Write(ReadOnlySpan<byte> text, Utf8Output output)
    {
        var masked = new StringBuilder(text.Length);
        foreach (var rune in Encoding.UTF8.GetString(text).EnumerateRunes())
        {
            masked.Append(Rune.IsLetterOrDigit(rune) ? "*" : rune.ToString());
        }

        JsonText.WriteString(output, Encoding.UTF8.GetBytes(masked.ToString()));
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Datalake.Datasets;

/// <summary>
/// A field whose content must not reach the lake in the clear. Applied with the structure rules, so <c>structured_json/</c> is already
/// safe.
/// </summary>
/// <param name="Path">The fields to protect.</param>
/// <param name="With">How.</param>
/// <param name="Key">Where the key comes from; null for <see cref="ProtectionKind.Mask"/> and <see cref="ProtectionKind.Remove"/>.</param>
public sealed record ProtectRule(FieldPath Path, ProtectionKind With, KeyReference? Key);

/// <summary>How a value is protected.</summary>
public enum ProtectionKind
{
    /// <summary>Replaced by the lower-case hex HMAC-SHA256 of its text: equal values stay equal, so joins still work.</summary>
    Hmac,

    /// <summary>
    /// Replaced by the base64 of AES-256-GCM (nonce, ciphertext, tag), equal for equal values; whoever has the key can read it again.
    /// </summary>
    Encrypt,

    /// <summary>Each letter and digit replaced by <c>*</c>; length and punctuation stay.</summary>
    Mask,

    /// <summary>Taken out, key and value.</summary>
    Remove,
}

/// <summary>Names the place of a secret key; never holds it.</summary>
/// <param name="Kind">What <paramref name="Name"/> is.</param>
/// <param name="Name">The environment variable's name, or the key file's path.</param>
public sealed record KeyReference(KeyReferenceKind Kind, string Name)
{
    /// <summary>The reference where a contract names none: the environment variable <c>DATALAKE_PROTECT_KEY</c>.</summary>
    public static KeyReference Default { get; } = new(KeyReferenceKind.EnvironmentVariable, "DATALAKE_PROTECT_KEY");

    /// <summary>
    /// Reads <c>env:NAME</c> (letters, digits, underscores, the first no digit) or <c>file:PATH</c> (anything but nothing).
    /// </summary>
    /// <param name="text">The text of a contract.</param>
    /// <param name="reference">The reference; null when the text is not one.</param>
    /// <returns>True when the text is a reference.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyReference? reference)
    {
        reference = text?.Split(':', 2) switch
        {
            ["env", { Length: > 0 } name] when !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') =>
                new KeyReference(KeyReferenceKind.EnvironmentVariable, name),
            ["file", var path] when !string.IsNullOrWhiteSpace(path) && !path.Any(char.IsControl) => new KeyReference(
                KeyReferenceKind.File, path),
            _ => null,
        };
        return reference is not null;
    }

    /// <summary>As a contract writes it: <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public override string ToString() => (Kind == KeyReferenceKind.EnvironmentVariable ? "env:" : "file:") + Name;
}

/// <summary>What a <see cref="KeyReference"/> points at.</summary>
public enum KeyReferenceKind
{
    /// <summary>An environment variable.</summary>
    EnvironmentVariable,

    /// <summary>A file, whose whole content (less trailing white space) is the key.</summary>
    File,
}

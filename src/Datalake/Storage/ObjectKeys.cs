using System.Text;

namespace Datalake.Storage;

/// <summary>
/// The keys a lake takes. S3 allows more; what is refused here would mean another object, or none, in a folder, or would break a tool on
/// the way.
/// </summary>
public static class ObjectKeys
{
    /// <summary>The longest key in UTF-8 bytes; S3's own limit (Amazon S3 User Guide, "Naming Amazon S3 objects").</summary>
    public const int MaximumBytes = 1024;

    /// <summary>Checks a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>What is wrong with it; null when it can be used.</returns>
    public static string? Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0) return "A key cannot be empty.";
        var bytes = Encoding.UTF8.GetByteCount(key);
        if (bytes > MaximumBytes) return $"The key has {bytes} bytes; at most {MaximumBytes} are allowed.";
        foreach (var character in key)
        {
            if (char.IsControl(character)) return $"The key has the control character U+{(int)character:X4}.";
            if (character == '\\') return "The key has a backslash; parts are separated by '/'.";
            if (character == '\uFFFD') return "The key has a character that is not valid UTF-8.";
        }

        if (!Utf16IsWhole(key)) return "The key has half a surrogate pair, which has no UTF-8 form.";
        foreach (var part in key.Split('/'))
        {
            switch (part)
            {
                case "":
                    return "The key has an empty part: it begins or ends with '/', or has '//'.";
                case "." or "..":
                    return $"The key has the part '{part}', which would lead out of its folder.";
            }
        }

        return null;
    }

    private static bool Utf16IsWhole(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (!char.IsSurrogate(key[i])) continue;
            if (i + 1 == key.Length || !char.IsSurrogatePair(key[i], key[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Throws for a key that cannot be used.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The key is refused by <see cref="Check"/>.</exception>
    public static void ThrowIfBad(string key)
    {
        if (Check(key) is { } problem) throw new ArgumentException($"{problem} Key: {Show(key)}", nameof(key));
    }

    /// <summary>Compares two keys by their UTF-8 bytes, which is the order in which S3 lists.</summary>
    /// <param name="left">A key.</param>
    /// <param name="right">Another.</param>
    /// <returns>Below zero when <paramref name="left"/> comes first, zero for equal keys, above zero else.</returns>
    public static int Compare(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length - right.Length;

        // Surrogates, which stand for what comes after U+FFFF, have smaller numbers than U+E000 to U+FFFF.
        var (a, b) = (left[common], right[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a - b : char.IsSurrogate(a) ? 1 : -1;
    }

    /// <summary>The key with control characters made visible and shortened to 200 characters, for messages.</summary>
    /// <param name="key">The key.</param>
    public static string Show(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = new StringBuilder();
        foreach (var character in key.Length > 200 ? key[..200] : key)
        {
            if (char.IsControl(character))
                text.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else text.Append(character);
        }

        return key.Length > 200 ? text.Append('…').ToString() : text.ToString();
    }
}

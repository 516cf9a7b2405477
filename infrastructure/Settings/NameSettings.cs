namespace Datalake.Infrastructure.Settings;

/// <summary>How resources are named.</summary>
/// <param name="BucketPrefix">What new buckets' names begin with.</param>
/// <param name="Suffix">What every name ends with, so that two stacks can share an account and region; may be empty.</param>
internal sealed record NameSettings(string BucketPrefix, string Suffix)
{
    private const int LongestStack = 30;

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    /// <param name="stack">The stack's name.</param>
    public static NameSettings Read(SettingsReader reader, string stack)
    {
        if (!IsPlain(stack) || stack.Length > LongestStack)
            reader.Report("stack",
                $"must be named with 1 to {LongestStack} lower-case letters, digits and hyphens, the first a letter, since buckets are " +
                $"named after it, but is '{stack}'. Make another: pulumi stack init.");
        var form = "lower-case letters, digits and hyphens, the first a letter, the last no hyphen";
        var prefix = reader.Text("bucketPrefix", IsPlain(stack) ? $"datalake-{stack}" : "datalake", IsPlain, form);
        var suffix = reader.Text("nameSuffix", "", text => text.Length == 0 || (IsPlain(text) && text.Length <= 16), $"at most 16 {form}");
        return new NameSettings(prefix, suffix);
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' &&
        text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !text.Contains("--", StringComparison.Ordinal);
}

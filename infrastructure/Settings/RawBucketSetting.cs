namespace Datalake.Infrastructure.Settings;

/// <summary>Where a dataset's arrivals come.</summary>
/// <param name="Name">The bucket's name, or, of a new one, what its name is made of.</param>
/// <param name="IsNew">True: the stack makes the bucket.</param>
internal sealed record RawBucketSetting(string Name, bool IsNew)
{
    /// <summary>The setting.</summary>
    public const string Setting = "rawBuckets";

    private const string Form =
        "dataset=existing:<bucket> or dataset=new:<name> (3 to 63, of a new one at most 30, lower-case letters, digits, hyphens and, of an existing one, dots)";

    /// <summary>Reads <c>checkout=existing:acme-orders,fulfillment=new:orders</c>.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static IReadOnlyDictionary<string, RawBucketSetting> ReadAll(SettingsReader reader) =>
        reader.Pairs(Setting, (_, value) => Parse(value) is not null, Form)
            .ToDictionary(pair => pair.Key, pair => Parse(pair.Value)!, StringComparer.Ordinal);

    private static RawBucketSetting? Parse(string text) => text.Split(':', 2) switch
    {
            ["existing", var name] when name.Length is >= 3 and <= 63 && name.All(c => IsPlain(c) || c == '.') => new RawBucketSetting(
                name, IsNew: false),
            ["new", var name] when name.Length is >= 1 and <= 30 && name.All(IsPlain) && name[0] != '-' && name[^1] != '-' =>
                new RawBucketSetting(name, IsNew: true),
        _ => null,
    };

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}

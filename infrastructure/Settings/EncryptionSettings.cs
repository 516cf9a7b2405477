namespace Datalake.Infrastructure.Settings;

/// <summary>How buckets are encrypted.</summary>
/// <param name="Kind">With whose keys.</param>
/// <param name="KeyArn">The key, when it is the user's own.</param>
/// <param name="RawKeyArn">The key of existing raw buckets; null when they have none of their own.</param>
internal sealed record EncryptionSettings(EncryptionKind Kind, string? KeyArn, string? RawKeyArn)
{
    private const string KeyForm = "the ARN of a KMS key: arn:aws:kms:<region>:<account>:key/<id>";

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static EncryptionSettings Read(SettingsReader reader)
    {
        var text = reader.Text("encryption", "s3", value => value is "s3" or "kms" || IsKey(value), $"'s3', 'kms' or {KeyForm}");
        var rawKey = reader.Optional("rawBucketKey");
        if (rawKey is not null && !IsKey(rawKey)) reader.Report("rawBucketKey", $"must be {KeyForm}, but is '{rawKey}'.");
        return text switch
        {
            "s3" => new EncryptionSettings(EncryptionKind.S3, null, rawKey),
            "kms" => new EncryptionSettings(EncryptionKind.NewKey, null, rawKey),
            _ => new EncryptionSettings(EncryptionKind.ExistingKey, text, rawKey),
        };
    }

    private static bool IsKey(string text) =>
        text.Split(':') is ["arn", { Length: > 0 } partition, "kms", { Length: > 0 }, { Length: 12 } account, var key]
        && partition.StartsWith("aws", StringComparison.Ordinal)
        && account.All(char.IsAsciiDigit)
        && key.StartsWith("key/", StringComparison.Ordinal)
        && key.Length > 4;
}

/// <summary>With whose keys buckets are encrypted.</summary>
internal enum EncryptionKind
{
    /// <summary>Keys that S3 manages.</summary>
    S3,

    /// <summary>A KMS key that the stack makes.</summary>
    NewKey,

    /// <summary>A KMS key that is there.</summary>
    ExistingKey,
}

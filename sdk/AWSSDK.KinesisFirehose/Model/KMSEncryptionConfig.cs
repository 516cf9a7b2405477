namespace Amazon.KinesisFirehose.Model;

/// <summary>A key of AWS KMS.</summary>
public partial class KMSEncryptionConfig
{
    /// <summary>The key's ARN.</summary>
    public string AWSKMSKeyARN { get; set; }
}

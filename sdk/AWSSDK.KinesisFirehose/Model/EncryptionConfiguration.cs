namespace Amazon.KinesisFirehose.Model;

/// <summary>How a stream encrypts what it writes to a bucket.</summary>
public partial class EncryptionConfiguration
{
    /// <summary>With a key of AWS KMS.</summary>
    public KMSEncryptionConfig KMSEncryptionConfig { get; set; }

    /// <summary>Not at all.</summary>
    public NoEncryptionConfig NoEncryptionConfig { get; set; }
}

namespace Amazon.Athena.Model;

/// <summary>How a result is encrypted.</summary>
public partial class EncryptionConfiguration
{
    /// <summary>With which kind of key. Required.</summary>
    public EncryptionOption EncryptionOption { get; set; }

    /// <summary>The key, for the two kinds that have one.</summary>
    public string KmsKey { get; set; }
}

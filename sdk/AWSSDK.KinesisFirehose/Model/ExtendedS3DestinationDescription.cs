namespace Amazon.KinesisFirehose.Model;

/// <summary>A bucket as a destination.</summary>
public partial class ExtendedS3DestinationDescription
{
    /// <summary>The bucket's ARN.</summary>
    public string BucketARN { get; set; }

    /// <summary>The role the stream writes with.</summary>
    public string RoleARN { get; set; }

    /// <summary>What the keys begin with; may hold <c>!{timestamp:…}</c>.</summary>
    public string Prefix { get; set; }

    /// <summary>What the keys of records that could not be delivered begin with.</summary>
    public string ErrorOutputPrefix { get; set; }

    /// <summary>What the keys end with.</summary>
    public string FileExtension { get; set; }

    /// <summary>The time zone of <c>!{timestamp:…}</c>; UTC when it is not given.</summary>
    public string CustomTimeZone { get; set; }

    /// <summary>When a batch is full.</summary>
    public BufferingHints BufferingHints { get; set; }

    /// <summary>How the objects are encrypted.</summary>
    public EncryptionConfiguration EncryptionConfiguration { get; set; }

    /// <summary>How the objects are compressed.</summary>
    public CompressionFormat CompressionFormat { get; set; }

    /// <summary>The conversion to Parquet or ORC.</summary>
    public DataFormatConversionConfiguration DataFormatConversionConfiguration { get; set; }

    /// <summary>Whether records are also kept as they came.</summary>
    public S3BackupMode S3BackupMode { get; set; }
}

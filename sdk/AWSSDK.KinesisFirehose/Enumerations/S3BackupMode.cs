using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose;

/// <summary>Whether records are also kept as they came.</summary>
[JsonConverter(typeof(ConstantConverter<S3BackupMode>))]
public class S3BackupMode : ConstantClass
{
    /// <summary><c>Disabled</c>.</summary>
    public static readonly S3BackupMode Disabled = new("Disabled");

    /// <summary><c>Enabled</c>.</summary>
    public static readonly S3BackupMode Enabled = new("Enabled");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public S3BackupMode(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static S3BackupMode FindValue(string value) => FindValue<S3BackupMode>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator S3BackupMode(string value) => FindValue(value);
}

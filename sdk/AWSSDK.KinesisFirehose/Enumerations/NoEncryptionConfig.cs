using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose;

/// <summary>That a stream does not encrypt what it writes.</summary>
[JsonConverter(typeof(ConstantConverter<NoEncryptionConfig>))]
public class NoEncryptionConfig : ConstantClass
{
    /// <summary><c>NoEncryption</c>.</summary>
    public static readonly NoEncryptionConfig NoEncryption = new("NoEncryption");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public NoEncryptionConfig(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static NoEncryptionConfig FindValue(string value) => FindValue<NoEncryptionConfig>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator NoEncryptionConfig(string value) => FindValue(value);
}

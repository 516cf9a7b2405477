using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Athena;

/// <summary>The kind of key a result is encrypted with.</summary>
[JsonConverter(typeof(ConstantConverter<EncryptionOption>))]
public class EncryptionOption : ConstantClass
{
    /// <summary><c>CSE_KMS</c>.</summary>
    public static readonly EncryptionOption CSE_KMS = new("CSE_KMS");

    /// <summary><c>SSE_KMS</c>.</summary>
    public static readonly EncryptionOption SSE_KMS = new("SSE_KMS");

    /// <summary><c>SSE_S3</c>.</summary>
    public static readonly EncryptionOption SSE_S3 = new("SSE_S3");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public EncryptionOption(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static EncryptionOption FindValue(string value) => FindValue<EncryptionOption>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator EncryptionOption(string value) => FindValue(value);
}

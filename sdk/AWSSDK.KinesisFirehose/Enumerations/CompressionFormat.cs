using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose;

/// <summary>How the objects that are delivered are compressed.</summary>
[JsonConverter(typeof(ConstantConverter<CompressionFormat>))]
public class CompressionFormat : ConstantClass
{
    /// <summary><c>GZIP</c>.</summary>
    public static readonly CompressionFormat GZIP = new("GZIP");

    /// <summary><c>HADOOP_SNAPPY</c>.</summary>
    public static readonly CompressionFormat HADOOP_SNAPPY = new("HADOOP_SNAPPY");

    /// <summary><c>Snappy</c>.</summary>
    public static readonly CompressionFormat Snappy = new("Snappy");

    /// <summary><c>UNCOMPRESSED</c>.</summary>
    public static readonly CompressionFormat UNCOMPRESSED = new("UNCOMPRESSED");

    /// <summary><c>ZIP</c>.</summary>
    public static readonly CompressionFormat ZIP = new("ZIP");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public CompressionFormat(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static CompressionFormat FindValue(string value) => FindValue<CompressionFormat>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator CompressionFormat(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose;

/// <summary>What a stream is doing.</summary>
[JsonConverter(typeof(ConstantConverter<DeliveryStreamStatus>))]
public class DeliveryStreamStatus : ConstantClass
{
    /// <summary><c>ACTIVE</c>.</summary>
    public static readonly DeliveryStreamStatus ACTIVE = new("ACTIVE");

    /// <summary><c>CREATING</c>.</summary>
    public static readonly DeliveryStreamStatus CREATING = new("CREATING");

    /// <summary><c>CREATING_FAILED</c>.</summary>
    public static readonly DeliveryStreamStatus CREATING_FAILED = new("CREATING_FAILED");

    /// <summary><c>DELETING</c>.</summary>
    public static readonly DeliveryStreamStatus DELETING = new("DELETING");

    /// <summary><c>DELETING_FAILED</c>.</summary>
    public static readonly DeliveryStreamStatus DELETING_FAILED = new("DELETING_FAILED");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public DeliveryStreamStatus(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static DeliveryStreamStatus FindValue(string value) => FindValue<DeliveryStreamStatus>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator DeliveryStreamStatus(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose;

/// <summary>Where a stream's records come from.</summary>
[JsonConverter(typeof(ConstantConverter<DeliveryStreamType>))]
public class DeliveryStreamType : ConstantClass
{
    /// <summary><c>DatabaseAsSource</c>.</summary>
    public static readonly DeliveryStreamType DatabaseAsSource = new("DatabaseAsSource");

    /// <summary><c>DirectPut</c>.</summary>
    public static readonly DeliveryStreamType DirectPut = new("DirectPut");

    /// <summary><c>KinesisStreamAsSource</c>.</summary>
    public static readonly DeliveryStreamType KinesisStreamAsSource = new("KinesisStreamAsSource");

    /// <summary><c>MSKAsSource</c>.</summary>
    public static readonly DeliveryStreamType MSKAsSource = new("MSKAsSource");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public DeliveryStreamType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static DeliveryStreamType FindValue(string value) => FindValue<DeliveryStreamType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator DeliveryStreamType(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>How a cluster's machines are grouped.</summary>
[JsonConverter(typeof(ConstantConverter<InstanceCollectionType>))]
public class InstanceCollectionType : ConstantClass
{
    /// <summary><c>INSTANCE_FLEET</c>.</summary>
    public static readonly InstanceCollectionType INSTANCE_FLEET = new("INSTANCE_FLEET");

    /// <summary><c>INSTANCE_GROUP</c>.</summary>
    public static readonly InstanceCollectionType INSTANCE_GROUP = new("INSTANCE_GROUP");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public InstanceCollectionType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static InstanceCollectionType FindValue(string value) => FindValue<InstanceCollectionType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator InstanceCollectionType(string value) => FindValue(value);
}

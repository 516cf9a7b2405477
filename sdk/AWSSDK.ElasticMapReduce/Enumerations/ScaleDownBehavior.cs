using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>When machines leave a cluster.</summary>
[JsonConverter(typeof(ConstantConverter<ScaleDownBehavior>))]
public class ScaleDownBehavior : ConstantClass
{
    /// <summary><c>TERMINATE_AT_INSTANCE_HOUR</c>.</summary>
    public static readonly ScaleDownBehavior TERMINATE_AT_INSTANCE_HOUR = new("TERMINATE_AT_INSTANCE_HOUR");

    /// <summary><c>TERMINATE_AT_TASK_COMPLETION</c>.</summary>
    public static readonly ScaleDownBehavior TERMINATE_AT_TASK_COMPLETION = new("TERMINATE_AT_TASK_COMPLETION");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ScaleDownBehavior(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ScaleDownBehavior FindValue(string value) => FindValue<ScaleDownBehavior>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ScaleDownBehavior(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>Why a cluster is in its state.</summary>
[JsonConverter(typeof(ConstantConverter<ClusterStateChangeReasonCode>))]
public class ClusterStateChangeReasonCode : ConstantClass
{
    /// <summary><c>ALL_STEPS_COMPLETED</c>.</summary>
    public static readonly ClusterStateChangeReasonCode ALL_STEPS_COMPLETED = new("ALL_STEPS_COMPLETED");

    /// <summary><c>BOOTSTRAP_FAILURE</c>.</summary>
    public static readonly ClusterStateChangeReasonCode BOOTSTRAP_FAILURE = new("BOOTSTRAP_FAILURE");

    /// <summary><c>INSTANCE_FAILURE</c>.</summary>
    public static readonly ClusterStateChangeReasonCode INSTANCE_FAILURE = new("INSTANCE_FAILURE");

    /// <summary><c>INSTANCE_FLEET_TIMEOUT</c>.</summary>
    public static readonly ClusterStateChangeReasonCode INSTANCE_FLEET_TIMEOUT = new("INSTANCE_FLEET_TIMEOUT");

    /// <summary><c>INTERNAL_ERROR</c>.</summary>
    public static readonly ClusterStateChangeReasonCode INTERNAL_ERROR = new("INTERNAL_ERROR");

    /// <summary><c>STEP_FAILURE</c>.</summary>
    public static readonly ClusterStateChangeReasonCode STEP_FAILURE = new("STEP_FAILURE");

    /// <summary><c>USER_REQUEST</c>.</summary>
    public static readonly ClusterStateChangeReasonCode USER_REQUEST = new("USER_REQUEST");

    /// <summary><c>VALIDATION_ERROR</c>.</summary>
    public static readonly ClusterStateChangeReasonCode VALIDATION_ERROR = new("VALIDATION_ERROR");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ClusterStateChangeReasonCode(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ClusterStateChangeReasonCode FindValue(string value) => FindValue<ClusterStateChangeReasonCode>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ClusterStateChangeReasonCode(string value) => FindValue(value);
}

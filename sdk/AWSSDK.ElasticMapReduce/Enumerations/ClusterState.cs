using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>What a cluster is doing.</summary>
[JsonConverter(typeof(ConstantConverter<ClusterState>))]
public class ClusterState : ConstantClass
{
    /// <summary><c>BOOTSTRAPPING</c>.</summary>
    public static readonly ClusterState BOOTSTRAPPING = new("BOOTSTRAPPING");

    /// <summary><c>RUNNING</c>.</summary>
    public static readonly ClusterState RUNNING = new("RUNNING");

    /// <summary><c>STARTING</c>.</summary>
    public static readonly ClusterState STARTING = new("STARTING");

    /// <summary><c>TERMINATED</c>.</summary>
    public static readonly ClusterState TERMINATED = new("TERMINATED");

    /// <summary><c>TERMINATED_WITH_ERRORS</c>.</summary>
    public static readonly ClusterState TERMINATED_WITH_ERRORS = new("TERMINATED_WITH_ERRORS");

    /// <summary><c>TERMINATING</c>.</summary>
    public static readonly ClusterState TERMINATING = new("TERMINATING");

    /// <summary><c>WAITING</c>.</summary>
    public static readonly ClusterState WAITING = new("WAITING");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ClusterState(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ClusterState FindValue(string value) => FindValue<ClusterState>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ClusterState(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>What becomes of the cluster when a step fails.</summary>
[JsonConverter(typeof(ConstantConverter<ActionOnFailure>))]
public class ActionOnFailure : ConstantClass
{
    /// <summary><c>CANCEL_AND_WAIT</c>.</summary>
    public static readonly ActionOnFailure CANCEL_AND_WAIT = new("CANCEL_AND_WAIT");

    /// <summary><c>CONTINUE</c>.</summary>
    public static readonly ActionOnFailure CONTINUE = new("CONTINUE");

    /// <summary><c>TERMINATE_CLUSTER</c>.</summary>
    public static readonly ActionOnFailure TERMINATE_CLUSTER = new("TERMINATE_CLUSTER");

    /// <summary><c>TERMINATE_JOB_FLOW</c>.</summary>
    public static readonly ActionOnFailure TERMINATE_JOB_FLOW = new("TERMINATE_JOB_FLOW");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ActionOnFailure(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ActionOnFailure FindValue(string value) => FindValue<ActionOnFailure>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ActionOnFailure(string value) => FindValue(value);
}

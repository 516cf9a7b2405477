using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>What a step is doing.</summary>
[JsonConverter(typeof(ConstantConverter<StepState>))]
public class StepState : ConstantClass
{
    /// <summary><c>CANCEL_PENDING</c>.</summary>
    public static readonly StepState CANCEL_PENDING = new("CANCEL_PENDING");

    /// <summary><c>CANCELLED</c>.</summary>
    public static readonly StepState CANCELLED = new("CANCELLED");

    /// <summary><c>COMPLETED</c>.</summary>
    public static readonly StepState COMPLETED = new("COMPLETED");

    /// <summary><c>FAILED</c>.</summary>
    public static readonly StepState FAILED = new("FAILED");

    /// <summary><c>INTERRUPTED</c>.</summary>
    public static readonly StepState INTERRUPTED = new("INTERRUPTED");

    /// <summary><c>PENDING</c>.</summary>
    public static readonly StepState PENDING = new("PENDING");

    /// <summary><c>RUNNING</c>.</summary>
    public static readonly StepState RUNNING = new("RUNNING");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public StepState(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static StepState FindValue(string value) => FindValue<StepState>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator StepState(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>Why a step is in its state.</summary>
[JsonConverter(typeof(ConstantConverter<StepStateChangeReasonCode>))]
public class StepStateChangeReasonCode : ConstantClass
{
    /// <summary><c>NONE</c>.</summary>
    public static readonly StepStateChangeReasonCode NONE = new("NONE");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public StepStateChangeReasonCode(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static StepStateChangeReasonCode FindValue(string value) => FindValue<StepStateChangeReasonCode>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator StepStateChangeReasonCode(string value) => FindValue(value);
}

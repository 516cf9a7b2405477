using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Athena;

/// <summary>Why a request was throttled.</summary>
[JsonConverter(typeof(ConstantConverter<ThrottleReason>))]
public class ThrottleReason : ConstantClass
{
    /// <summary><c>CONCURRENT_QUERY_LIMIT_EXCEEDED</c>.</summary>
    public static readonly ThrottleReason CONCURRENT_QUERY_LIMIT_EXCEEDED = new("CONCURRENT_QUERY_LIMIT_EXCEEDED");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ThrottleReason(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ThrottleReason FindValue(string value) => FindValue<ThrottleReason>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ThrottleReason(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Athena;

/// <summary>How far a query is.</summary>
[JsonConverter(typeof(ConstantConverter<QueryExecutionState>))]
public class QueryExecutionState : ConstantClass
{
    /// <summary><c>CANCELLED</c>.</summary>
    public static readonly QueryExecutionState CANCELLED = new("CANCELLED");

    /// <summary><c>FAILED</c>.</summary>
    public static readonly QueryExecutionState FAILED = new("FAILED");

    /// <summary><c>QUEUED</c>.</summary>
    public static readonly QueryExecutionState QUEUED = new("QUEUED");

    /// <summary><c>RUNNING</c>.</summary>
    public static readonly QueryExecutionState RUNNING = new("RUNNING");

    /// <summary><c>SUCCEEDED</c>.</summary>
    public static readonly QueryExecutionState SUCCEEDED = new("SUCCEEDED");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public QueryExecutionState(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static QueryExecutionState FindValue(string value) => FindValue<QueryExecutionState>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator QueryExecutionState(string value) => FindValue(value);
}

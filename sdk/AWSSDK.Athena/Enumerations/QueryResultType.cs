using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Athena;

/// <summary>What of a result is read.</summary>
[JsonConverter(typeof(ConstantConverter<QueryResultType>))]
public class QueryResultType : ConstantClass
{
    /// <summary><c>DATA_MANIFEST</c>.</summary>
    public static readonly QueryResultType DATA_MANIFEST = new("DATA_MANIFEST");

    /// <summary><c>DATA_ROWS</c>.</summary>
    public static readonly QueryResultType DATA_ROWS = new("DATA_ROWS");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public QueryResultType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static QueryResultType FindValue(string value) => FindValue<QueryResultType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator QueryResultType(string value) => FindValue(value);
}

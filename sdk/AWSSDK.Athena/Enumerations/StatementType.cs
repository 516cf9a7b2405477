using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Athena;

/// <summary>What kind of statement a query is.</summary>
[JsonConverter(typeof(ConstantConverter<StatementType>))]
public class StatementType : ConstantClass
{
    /// <summary><c>DDL</c>.</summary>
    public static readonly StatementType DDL = new("DDL");

    /// <summary><c>DML</c>.</summary>
    public static readonly StatementType DML = new("DML");

    /// <summary><c>UTILITY</c>.</summary>
    public static readonly StatementType UTILITY = new("UTILITY");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public StatementType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static StatementType FindValue(string value) => FindValue<StatementType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator StatementType(string value) => FindValue(value);
}

using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Athena;

/// <summary>Whether a column may be null.</summary>
[JsonConverter(typeof(ConstantConverter<ColumnNullable>))]
public class ColumnNullable : ConstantClass
{
    /// <summary><c>NOT_NULL</c>.</summary>
    public static readonly ColumnNullable NOT_NULL = new("NOT_NULL");

    /// <summary><c>NULLABLE</c>.</summary>
    public static readonly ColumnNullable NULLABLE = new("NULLABLE");

    /// <summary><c>UNKNOWN</c>.</summary>
    public static readonly ColumnNullable UNKNOWN = new("UNKNOWN");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ColumnNullable(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ColumnNullable FindValue(string value) => FindValue<ColumnNullable>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ColumnNullable(string value) => FindValue(value);
}

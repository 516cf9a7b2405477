using System.Text.Json;
using Datalake.Datasets;

namespace Datalake.Embedded.Queries.Pruning;

/// <summary>A column of a table in a plan, or a cast of it that keeps the order of its values.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The type that the contract gives it.</param>
/// <param name="IsDateOf">True for the date of a timestamp: many timestamps have one.</param>
internal sealed record PlanColumn(string Name, HiveType Type, bool IsDateOf = false)
{
    private const string Zoned = "TIMESTAMP WITH TIME ZONE";
    private static readonly string[] Integers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"];

    /// <summary>The column after a cast.</summary>
    /// <param name="type">The type that it is cast to, as the plan has it.</param>
    /// <returns>Null when the cast may change a value or the order of two.</returns>
    public PlanColumn? Cast(JsonElement type)
    {
        var name = type.GetProperty("id").GetString()!;
        return Type switch
        {
            // The zone of every connection is UTC.
            PrimitiveType { Kind: PrimitiveKind.Timestamp } when name == Zoned && !IsDateOf => this,
            PrimitiveType { Kind: PrimitiveKind.Timestamp } when name == "DATE" => this with { IsDateOf = true },
            PrimitiveType { Kind: PrimitiveKind.TinyInt or PrimitiveKind.SmallInt or PrimitiveKind.Int or PrimitiveKind.BigInt }
                when name == "DECIMAL" || Array.IndexOf(Integers, name) >= Array.IndexOf(Integers, Engine.Sql.Type(Type)) => this,
            DecimalType number when name == "DECIMAL" && PlanValue.ScaleOf(type) >= number.Scale => this,
            _ => null,
        };
    }
}

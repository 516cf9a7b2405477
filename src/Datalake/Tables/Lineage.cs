using System.Text;
using Datalake.Datasets;

namespace Datalake.Tables;

/// <summary>The columns that every table has after the declared ones.</summary>
public static class Lineage
{
    /// <summary>What did not fit or was not declared: a JSON object from path to value, as a string; null when there is none.</summary>
    public const string Rescued = "_rescued";

    /// <summary>
    /// The raw key, with <c>#number</c> of the record where an arrival holds several, or where the key itself ends like that.
    /// </summary>
    public const string Source = "_source";

    /// <summary>When the delivery step took the record, UTC, microseconds.</summary>
    public const string IngestedAt = "_ingested_at";

    /// <summary>A hash of 128 bits over the values of the structured record, as 32 lower-case hex digits.</summary>
    public const string Digest = "_digest";

    /// <summary>The columns in the order of the tables.</summary>
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        new(Rescued, new PrimitiveType(PrimitiveKind.String)),
        new(Source, new PrimitiveType(PrimitiveKind.String)),
        new(IngestedAt, new PrimitiveType(PrimitiveKind.Timestamp)),
        new(Digest, new PrimitiveType(PrimitiveKind.String)),
    ];

    /// <summary>What stands before the value of a column in a conformed record: a comma, the name between quotes, a colon.</summary>
    /// <param name="column">The column's name.</param>
    public static byte[] KeyOf(string column) => Encoding.UTF8.GetBytes($",\"{column}\":");
}

namespace Datalake.Conforming;

/// <summary>The columns that every table has besides the declared ones.</summary>
public static class Lineage
{
    /// <summary>What did not fit or was not declared: a JSON object from path to value, as a string; null when there is none.</summary>
    public const string Rescued = "_rescued";

    /// <summary>The raw key, with <c>#line</c> where an arrival holds several records.</summary>
    public const string Source = "_source";

    /// <summary>When the delivery step took the record, UTC, microseconds.</summary>
    public const string IngestedAt = "_ingested_at";

    /// <summary>The first 128 bits of SHA-256 over the conformed record without lineage, as 32 lower-case hex digits.</summary>
    public const string Digest = "_digest";
}

namespace Datalake.Infrastructure.Tables;

/// <summary>How the catalog says that a table's files are read: by classes of Hive, whatever the reader.</summary>
/// <param name="Input">The input format.</param>
/// <param name="Output">The output format.</param>
/// <param name="SerDe">The serializer.</param>
internal sealed record TableFormat(string Input, string Output, string SerDe)
{
    /// <summary>A folder of Parquet files.</summary>
    public static TableFormat Parquet { get; } = new(
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");

    /// <summary>
    /// A Delta table, as Spark writes it to the catalog. A reader of Delta tables follows the log and uses none of these classes. Any other
    /// fails by them, and so never reads files that no version of the table names any more.
    /// </summary>
    public static TableFormat Delta { get; } = new(
        "org.apache.hadoop.mapred.SequenceFileInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
}

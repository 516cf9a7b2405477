namespace Datalake.Embedded.Queries.Showing;

/// <summary>The statement that would make a table in Athena.</summary>
internal static class CreateTableText
{
    private const string Hive = "org.apache.hadoop.hive.ql.io.parquet.";

    /// <summary>The statement's lines.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folder">The lake; null for one without a file.</param>
    public static IEnumerable<string> Of(ShownTable table, LakeFolder? folder)
    {
        var root = folder is null ? "s3://<bucket>" : new Uri(folder.Root + "/").AbsoluteUri.TrimEnd('/');
        return
        [
            $"CREATE EXTERNAL TABLE {Quote(table.Database)}.{Quote(table.Name)}(",
            .. Columns(table.Columns.SkipLast(table.Partitions)),
            "PARTITIONED BY (",
            .. Columns(table.Columns.TakeLast(table.Partitions)),
            "ROW FORMAT SERDE", $"  '{Hive}serde.ParquetHiveSerDe'",
            "STORED AS INPUTFORMAT", $"  '{Hive}MapredParquetInputFormat'",
            "OUTPUTFORMAT", $"  '{Hive}MapredParquetOutputFormat'",
            "LOCATION", $"  '{root}/{table.Files?.TrimEnd('/')}/'",
        ];
    }

    private static IEnumerable<string> Columns(IEnumerable<DescribedColumn> columns)
    {
        var all = columns.ToArray();
        return all.Select((column, i) => $"  {Quote(column.Name)} {column.CatalogType}{(i < all.Length - 1 ? "," : ")")}");
    }

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}

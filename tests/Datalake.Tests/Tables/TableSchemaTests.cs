using Datalake.Tables;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Tables;

public class TableSchemaTests
{
    private static readonly DatasetContract Orders = Contracts.Of(
        ("id", "string"), ("at", "timestamp"), ("Lines", "array<struct<Sku:string>>"));

    [Fact]
    public void A_table_has_the_declared_columns_in_their_order_and_then_the_lineage() => Assert.Equal(
        [
            ("id", "string"), ("at", "timestamp"), ("lines", "array<struct<sku:string>>"),
            ("_rescued", "string"), ("_source", "string"), ("_ingested_at", "timestamp"), ("_digest", "string"),
        ],
        TableSchema.Consumable(Orders).Columns.Select(column => (column.Name, column.CatalogType)));

    [Fact]
    public void Both_tables_of_a_dataset_have_the_same_columns() =>
        Assert.Equal(TableSchema.Consumable(Orders).Columns, TableSchema.Staged(Orders).Columns);

    [Fact]
    public void A_staged_table_is_partitioned_by_ingestion_hour_and_a_consumable_one_by_change_date()
    {
        var (staged, consumable) = (TableSchema.Staged(Orders), TableSchema.Consumable(Orders));

        Assert.Equal("raw_test: ingestion_year ingestion_month ingestion_day ingestion_hour", Describe(staged));
        Assert.Equal("test: year month day", Describe(consumable));
        Assert.All(staged.Partitions.Concat(consumable.Partitions), column => Assert.True(TableSchema.IsPartition(column.Name)));
        Assert.DoesNotContain(consumable.Columns, column => TableSchema.IsPartition(column.Name));
    }

    private static string Describe(TableSchema table) =>
        $"{table.Name}: {string.Join(' ', table.Partitions.Select(column => column.Name))}";
}

using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Tables.Delta.Schemas;

public class SchemaChangeTests
{
    private static readonly TableSchema Before = Table(("id", "string"), ("lines", "array<struct<sku:string>>"), ("attributes", "map<string,struct<a:int>>"));

    [Fact]
    public void The_same_columns_in_another_order_need_no_change() => Assert.IsType<SchemaChange.Unchanged>(
        Change(Table(("attributes", "map<string,struct<a:int>>"), ("lines", "array<struct<sku:string>>"), ("id", "string"))));

    [Fact]
    public void New_columns_and_new_fields_of_structs_are_appended_and_can_be_null()
    {
        var widened = Assert.IsType<SchemaChange.Widened>(Change(
            Table(
                ("vat", "decimal(10,2)"), ("id", "string"), ("lines", "array<struct<quantity:bigint,sku:string>>"),
                ("attributes", "map<string,struct<a:int,b:string>>"))));

        Assert.Equal(["lines.element.quantity", "attributes.value.b", "vat"], widened.Added);
        Assert.StartsWith(
            "struct<id:string,lines:array<struct<sku:string,quantity:long>>,attributes:map<string,struct<a:integer,b:string>>,_rescued:string,",
            widened.Metadata.Schema.ToString(),
            StringComparison.Ordinal);
        Assert.EndsWith(",vat:decimal(10,2)>", widened.Metadata.Schema.ToString(), StringComparison.Ordinal);
        Assert.Equal(("t", true), (widened.Metadata.Id, widened.Metadata.Schema.Find("vat")!.Nullable));
        Assert.IsType<SchemaChange.Unchanged>(SchemaChange.Of(widened.Metadata, Table(
            ("vat", "decimal(10,2)"), ("id", "string"), ("lines", "array<struct<quantity:bigint,sku:string>>"),
            ("attributes", "map<string,struct<a:int,b:string>>"))));
    }

    [Theory]
    [InlineData("bigint", "array<struct<sku:string>>", "id", "string", "long", "has the type string, and the contract declares long")]
    [InlineData("string", "array<struct<sku:bigint>>", "lines.element.sku", "string", "long", "has the type string, and the contract declares long")]
    [InlineData("string", "string", "lines", "array<struct<sku:string>>", "string", "has the type array<struct<sku:string>>, and the contract declares string")]
    public void A_change_that_the_files_cannot_follow_names_the_column_both_types_and_the_way_out(
        string id, string lines, string column, string current, string wanted, string sentence)
    {
        var refused = Assert.IsType<SchemaChange.Incompatible>(
            Change(Table(("lines", lines), ("attributes", "map<string,struct<a:int>>"), ("id", id))));
        Assert.Equal((column, current, wanted), (refused.Column, refused.Current, refused.Wanted));
        Assert.Equal($"The column {column} of the table test {sentence}. Run `lake rebuild test` to write the table anew.", refused.Message);
    }

    [Fact]
    public void A_column_or_field_that_the_contract_has_lost_stays_in_the_table()
    {
        Assert.IsType<SchemaChange.Unchanged>(Change(Table(("lines", "array<struct<sku:string>>"))));
        var widened = Assert.IsType<SchemaChange.Widened>(Change(Table(("lines", "array<struct<ean:string>>"))));
        Assert.Equal(["lines.element.ean"], widened.Added);
        Assert.Contains("lines:array<struct<sku:string,ean:string>>", widened.Metadata.Schema.ToString(), StringComparison.Ordinal);
        Assert.NotNull(widened.Metadata.Schema.Find("id"));
    }

    [Fact]
    public void Another_partitioning_is_refused()
    {
        var refused = Assert.IsType<SchemaChange.Incompatible>(Change(Before with { Partitions = TableSchema.IngestionHour }));
        Assert.Equal(
            "The table test is partitioned by 'year, month, day', and the contract asks for " +
            "'ingestion_year, ingestion_month, ingestion_day, ingestion_hour'. Run `lake rebuild test` to write the table anew.",
            refused.Message);
    }

    private static SchemaChange Change(TableSchema wanted) =>
        SchemaChange.Of(TableMetadata.Of(Guid.Empty, Before, DateTimeOffset.UnixEpoch) with { Id = "t" }, wanted);

    private static TableSchema Table(params (string Name, string Type)[] columns) => TableSchema.Consumable(Contracts.Of(columns));
}

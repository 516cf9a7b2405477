using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Tables.Delta.Schemas;

public class DeltaSchemaTests
{
    [Theory]
    [InlineData("string", "string")]
    [InlineData("boolean", "boolean")]
    [InlineData("tinyint", "byte")]
    [InlineData("smallint", "short")]
    [InlineData("int", "integer")]
    [InlineData("bigint", "long")]
    [InlineData("float", "float")]
    [InlineData("double", "double")]
    [InlineData("date", "date")]
    [InlineData("timestamp", "timestamp")]
    [InlineData("decimal(38,10)", "decimal(38,10)")]
    [InlineData("array<map<string,struct<a:int,b:array<bigint>>>>", "array<map<string,struct<a:integer,b:array<long>>>>")]
    public void A_type_of_the_lake_is_one_of_Delta_and_comes_back(string hive, string delta)
    {
        var type = DeltaSchema.Of(HiveType.Parse(hive));
        Assert.Equal(delta, type.ToString());
        Assert.Equal(HiveType.Parse(hive), DeltaSchema.ToHive(type));
        var schema = new DeltaStruct([new DeltaField("c", type)]);
        Assert.Equal(schema, DeltaSchema.Parse(DeltaSchema.Write(schema)));
    }

    [Fact]
    public void Every_type_of_a_contract_has_a_Delta_type() => Assert.All(
        Enum.GetValues<PrimitiveKind>(),
        kind => Assert.Equal(new PrimitiveType(kind), DeltaSchema.ToHive(DeltaSchema.Of(new PrimitiveType(kind)))));

    [Theory]
    [InlineData("binary")]
    [InlineData("void")]
    public void A_type_that_the_lake_does_not_have_is_none(string name)
    {
        Assert.Null(DeltaSchema.ToHive(new DeltaPrimitive(name)));
        Assert.Null(DeltaSchema.ToHive(new DeltaStruct([new DeltaField("a", new DeltaArray(new DeltaPrimitive(name), true))])));
    }

    [Fact]
    public void A_table_has_its_columns_in_lower_case_and_then_its_partitions()
    {
        var schema = DeltaSchema.Of(TableSchema.Staged(Contracts.Of(("OrderId", "string"), ("Lines", "array<struct<Sku:string>>"))));
        Assert.Equal(
            "struct<orderid:string,lines:array<struct<sku:string>>,_rescued:string,_source:string,_ingested_at:timestamp,_digest:string," +
            "ingestion_year:integer,ingestion_month:integer,ingestion_day:integer,ingestion_hour:integer>",
            schema.ToString());
        Assert.All(schema.Fields, field => Assert.True(field.Nullable));
    }

    [Fact]
    public void Nothing_of_another_writers_schema_is_lost()
    {
        const string Json =
            """{"type":"struct","fields":[{"name":"A","type":{"type":"array","elementType":{"type":"map","keyType":"integer","valueType":"decimal(5,2)","valueContainsNull":false},"containsNull":false},"nullable":false,"metadata":{"comment":"é \"x\"","n":[1,{}]}}]}""";
        Assert.Equal(Json, DeltaSchema.Write(DeltaSchema.Parse(Json)));
    }

    [Theory]
    [InlineData("\"long\"", "is no struct")]
    [InlineData("{\"type\":\"struct\"}", "cannot be read")]
    [InlineData("{\"type\":\"struct\",\"fields\":[{\"name\":\"a\"}]}", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"decimal(39,1)\",\"nullable\":true,\"metadata\":{}}]}", "The type of 'a'")]
    public void What_is_no_schema_is_refused(string json, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<DeltaTableException>(() => DeltaSchema.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_are_found_without_regard_to_case() =>
        Assert.Equal("OrderId", new DeltaStruct([new DeltaField("OrderId", new DeltaPrimitive("long"))]).Find("orderid")!.Name);
}

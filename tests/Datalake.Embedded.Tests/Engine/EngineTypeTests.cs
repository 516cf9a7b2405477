using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Tests.Engine;

public sealed class EngineTypeTests
{
    [Theory]
    [InlineData("VARCHAR", "string")]
    [InlineData("HUGEINT", "bigint")]
    [InlineData("TIMESTAMP", "timestamp")]
    [InlineData("DECIMAL(18,2)", "decimal(18,2)")]
    [InlineData("INTEGER[]", "array<int>")]
    [InlineData("INTEGER[3][]", "array<array<int>>")]
    [InlineData("MAP(VARCHAR, BIGINT[])", "map<string,array<bigint>>")]
    [InlineData("STRUCT(a INTEGER, b STRUCT(c DECIMAL(10,2), d VARCHAR)[])[]", "array<struct<a:int,b:array<struct<c:decimal(10,2),d:string>>>>")]
    public void A_type_of_the_engine_has_Athenas_name(string engine, string expected) =>
        Assert.Equal(expected, EngineType.ToHive(engine)?.ToString());

    [Fact]
    public void The_name_of_a_field_may_hold_anything()
    {
        var type = Assert.IsType<Datalake.Datasets.StructType>(EngineType.ToHive("STRUCT(\"x, \"\"y\"\" (z)\" INTEGER, b DATE)"));
        Assert.Equal(["x, \"y\" (z)", "b"], type.Fields.Select(field => field.Key));
    }

    [Theory]
    [InlineData("TIMESTAMP WITH TIME ZONE")]
    [InlineData("INTERVAL")]
    [InlineData("JSON")]
    [InlineData("ENUM('a', 'b,)')")]
    [InlineData("STRUCT(a UUID)")]
    [InlineData("UNION(a INTEGER)")]
    public void A_type_that_Athena_cannot_store_has_none(string engine) => Assert.Null(EngineType.ToHive(engine));
}

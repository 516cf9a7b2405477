using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>The file that the lake writes has, for the engine, the schema and the rows of the file that the engine writes.</summary>
public sealed class EngineAgreementTests
{
    private const string Deep =
        "array<map<string,struct<a:array<struct<b:map<string,array<array<struct<c:decimal(38,10),d:array<string>>>>>,e:timestamp>>,f:date>>>";

    /// <summary>Every scalar type of the contract.</summary>
    public static TheoryData<string> Scalars =>
    [
        "string", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "date", "timestamp",
        "decimal(1,0)", "decimal(9,2)", "decimal(9,9)", "decimal(10,0)", "decimal(18,18)", "decimal(19,0)", "decimal(38,0)", "decimal(38,38)", "decimal(38,10)",
    ];

    [Fact]
    public void Whatever_the_types_and_values() =>
        Prop.ForAll(
            Arb.From(
                from seed in Gen.Choose(0, int.MaxValue)
                from columns in Gen.Choose(1, 8)
                from rows in Gen.Choose(0, 120)
                from depth in Gen.Choose(0, 5)
                from rowGroup in Gen.Elements(1, 7, 50, int.MaxValue)
                select new Case(seed, columns, rows, depth, rowGroup),
                Case.Shrink),
            one =>
            {
                var made = new ConformedJson(new Random(one.Seed));
                using var table = new ConformedTable(made.Columns(one.Columns, one.Depth));
                for (var row = 0; row < one.Rows; row++) table.Add(made.Record(table.Columns));
                table.AssertSame(one.RowGroup);
            }).Holds(40);

    [Theory]
    [MemberData(nameof(Scalars))]
    public void For_every_scalar_type_alone_and_in_lists_maps_and_structs(string type)
    {
        var random = new Random(TestSeed.Next());
        var made = new ConformedJson(random);
        using var table = new ConformedTable(
            ("plain", type), ("listed", $"array<{type}>"), ("mapped", $"map<string,{type}>"), ("inside", $"struct<x:{type},y:array<struct<z:{type}>>>"));
        for (var row = 0; row < 1000; row++) table.Add(made.Record(table.Columns));
        table.AssertSame(rowGroup: 400);
    }

    [Fact]
    public void For_types_nested_ten_deep()
    {
        var made = new ConformedJson(new Random(TestSeed.Next()));
        using var table = new ConformedTable(("deep", Deep), ("deeper", $"struct<x:array<{Deep}>>"));
        for (var row = 0; row < 1000; row++) table.Add(made.Record(table.Columns));
        table.AssertSame(rowGroup: 300);
    }

    // Twice as deep the engine does not come to an end comparing the rows; other readers read that.
    [Fact]
    public void For_null_empty_and_filled_at_each_of_sixteen_levels()
    {
        using var table = ConformedTable.Nested(16);
        table.AssertSame(rowGroup: 20);
    }

    [Fact]
    public void For_no_row_and_for_one()
    {
        using var table = new ConformedTable(("id", "string"), ("deep", Deep));
        table.AssertSame();
        table.Add("""{"id":"only"}""");
        table.AssertSame();
    }

    [Fact]
    public void Null_empty_and_filled_are_told_apart_at_every_level()
    {
        using var table = new ConformedTable(("a", "array<struct<m:map<string,array<string>>>>"));
        foreach (var value in (string[])
                 [
                     "null", "[]", "[null]", "[{}]", """[{"m":null}]""", """[{"m":{}}]""", """[{"m":{"k":null}}]""", """[{"m":{"k":[]}}]""",
                     """[{"m":{"k":[null]}}]""", """[{"m":{"k":[""]}}]""", """[{"m":{"":["",null,""],"b":[],"c":null}},null,{},{"m":{}}]""",
                 ])
        {
            table.Add($$"""{"a":{{value}}}""");
        }

        table.Add("{}");
        table.AssertSame();
        Assert.Equal(
            10,
            Checking.ParquetSql.Ask($"SELECT DISTINCT a::VARCHAR FROM read_parquet({Checking.ParquetSql.Quote(table.Own)})").Count);
    }

    private sealed record Case(int Seed, int Columns, int Rows, int Depth, int RowGroup)
    {
        public static IEnumerable<Case> Shrink(Case one)
        {
            if (one.Rows > 1) yield return one with { Rows = one.Rows / 2 };
            if (one.Rows > 0) yield return one with { Rows = one.Rows - 1 };
            if (one.Columns > 1) yield return one with { Columns = one.Columns - 1 };
            if (one.Depth > 0) yield return one with { Depth = one.Depth - 1 };
        }
    }
}

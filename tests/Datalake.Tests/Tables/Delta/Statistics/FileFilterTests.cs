using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tables.Delta.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Tables.Delta.Statistics;

public class FileFilterTests
{
    [Theory]
    [InlineData(1, 4, false)]
    [InlineData(1, 5, true)]
    [InlineData(9, 9, true)]
    [InlineData(10, 99, false)]
    public void A_file_is_kept_when_its_range_meets_the_wanted_one(int from, int to, bool isKept) => Assert.Equal(
        isKept,
        Keeps(FileFilter.Between("c", ColumnValue.Of(from), ColumnValue.Of(to)), "long", """{"minValues":{"c":5},"maxValues":{"c":9}}"""));

    [Fact]
    public void A_range_can_be_open_at_each_end()
    {
        const string Stats = """{"minValues":{"c":5},"maxValues":{"c":9}}""";
        Assert.True(Keeps(FileFilter.Between("c", ColumnValue.Of(9), null), "long", Stats));
        Assert.False(Keeps(FileFilter.Between("c", ColumnValue.Of(10), null), "long", Stats));
        Assert.True(Keeps(FileFilter.Between("c", null, ColumnValue.Of(5)), "long", Stats));
        Assert.False(Keeps(FileFilter.Between("c", null, ColumnValue.Of(4)), "long", Stats));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"minValues":{"c":null},"maxValues":{}}""")]
    public void A_file_without_statistics_is_kept(string? stats)
    {
        Assert.True(Keeps(FileFilter.Is("c", ColumnValue.Of(1)), "long", stats));
        Assert.True(Keeps(FileFilter.IsNull("c"), "long", stats));
    }

    [Fact]
    public void A_file_of_nulls_has_no_row_in_any_range_and_one_without_nulls_has_no_null()
    {
        const string Nulls = """{"numRecords":3,"nullCount":{"c":3}}""";
        Assert.False(Keeps(FileFilter.Between("c", null, null), "long", Nulls));
        Assert.True(Keeps(FileFilter.IsNull("c"), "long", Nulls));
        Assert.False(Keeps(FileFilter.IsNull("c"), "long", """{"numRecords":3,"nullCount":{"c":0}}"""));
    }

    [Fact]
    public void Partition_values_are_compared_as_values_of_their_type()
    {
        var table = new TableMetadata
        {
            Id = "t",
            SchemaText = DeltaSchema.Write(new DeltaStruct([new DeltaField("Month", new DeltaPrimitive("integer"))])),
            PartitionColumns = ["Month"],
        };
        var (nine, none) = (TestTable.File("a", ("Month", "09")), TestTable.File("b", ("Month", null)));
        Assert.True(FileFilter.Is("month", ColumnValue.Of(9)).MayMatch(nine, table));
        Assert.False(FileFilter.Is("month", ColumnValue.Of(10)).MayMatch(nine, table));
        Assert.False(FileFilter.IsNull("month").MayMatch(nine, table));
        Assert.False(FileFilter.Is("month", ColumnValue.Of(9)).MayMatch(none, table));
        Assert.True(FileFilter.IsNull("month").MayMatch(none, table));
        Assert.True(FileFilter.Is("month", ColumnValue.Of(10)).MayMatch(TestTable.File("c", ("Month", "?")), table));
    }

    [Fact]
    public void A_partition_timestamp_without_a_zone_can_be_of_any_zone()
    {
        var table = new TableMetadata
        {
            Id = "t",
            SchemaText = DeltaSchema.Write(new DeltaStruct([new DeltaField("at", new DeltaPrimitive("timestamp"))])),
            PartitionColumns = ["at"],
        };
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var (local, utc) = (TestTable.File("a", ("at", "2026-11-20 12:00:00")), TestTable.File("b", ("at", "2026-11-20T12:00:00Z")));
        Assert.True(FileFilter.Is("at", ColumnValue.Of(noon.AddHours(8))).MayMatch(local, table));
        Assert.False(FileFilter.Is("at", ColumnValue.Of(noon.AddHours(15))).MayMatch(local, table));
        Assert.False(FileFilter.Is("at", ColumnValue.Of(noon.AddHours(8))).MayMatch(utc, table));
    }

    [Fact]
    public void Conditions_are_combined()
    {
        const string Stats = """{"minValues":{"c":5},"maxValues":{"c":9}}""";
        var (hit, miss) = (FileFilter.Is("c", ColumnValue.Of(6)), FileFilter.Is("c", ColumnValue.Of(1)));
        Assert.True(Keeps(FileFilter.AnyOf(miss, hit), "long", Stats));
        Assert.False(Keeps(FileFilter.AllOf(hit, miss), "long", Stats));
        Assert.True(Keeps(FileFilter.Everything, "long", Stats));
        Assert.False(Keeps(FileFilter.Nothing, "long", Stats));
    }

    [Fact]
    public async Task A_condition_on_what_the_table_does_not_have_is_refused_even_without_files()
    {
        var snapshot = await new TestTable().MakeAsync();
        Assert.Empty(snapshot.Select(FileFilter.Is("id", ColumnValue.Of(1))));
        Assert.Throws<ArgumentException>(() => snapshot.Select(FileFilter.Is("name", ColumnValue.Of(1))));
        Assert.Throws<ArgumentException>(() => snapshot.Select(FileFilter.Is("id", ColumnValue.Of("1"))));
    }

    [Theory]
    [InlineData("float", "0.1")]
    [InlineData("double", "0.1")]
    [InlineData("double", "100000000000000000000000")]
    public void A_number_as_text_meets_the_binary_number_next_to_it(string type, string text) => Assert.True(
        Keeps(FileFilter.Is("c", ColumnValue.ParseNumber(text)!), type, $"{{\"minValues\":{{\"c\":{text}}},\"maxValues\":{{\"c\":{text}}}}}"));

    [Fact]
    public void Text_is_ordered_by_its_bytes_and_not_by_UTF_16() => Assert.True(
        Keeps(FileFilter.Is("c", ColumnValue.Of("\uFFFD")), "string", """{"minValues":{"c":"a"},"maxValues":{"c":"🦆"}}"""));

    [Fact]
    public void No_file_is_skipped_that_has_a_row_that_is_wanted() => Prop.ForAll(
        PartitionTextTests.Values().SelectMany(first => PartitionTextTests.Values().Where(next => next.Type == first.Type).ListOf()
            .Select(more => (first.Type, Rows: more.Select(next => next.Value).Prepend(first.Value).ToList())))
            .SelectMany(file => Gen.Elements<ColumnValue>(file.Rows).Select(wanted => (file.Type, file.Rows, Wanted: wanted)))
            .ToArbitrary(),
        given =>
        {
            var stats = FileStatistics.Write(
                given.Rows.Count, [new("c", given.Rows.Min(), given.Rows.Max(), 0)]);
            Assert.True(Keeps(FileFilter.Is("c", given.Wanted), given.Type, stats), $"{given.Wanted} is skipped by {stats}.");
        }).Holds(300);

    private static bool Keeps(FileFilter filter, string type, string? stats) => filter.MayMatch(
        TestTable.File("a") with { Stats = stats },
        new TableMetadata
        {
            Id = "t", SchemaText = DeltaSchema.Write(new DeltaStruct([new DeltaField("c", new DeltaPrimitive(type))])), PartitionColumns = [],
        });
}

namespace DuckDB.NET.Tests;

public class AllTypesTests
{
    [Fact]
    public void The_table_below_names_every_type_that_the_engine_has()
    {
        using var connection = Database.InMemory();
        var named = AllTypes.Columns.Select(c => c.Data.Item1).Concat(AllTypes.NotRead);
        Assert.Equal(connection.Rows("SELECT column_name FROM (DESCRIBE SELECT * FROM test_all_types())").Select(n => n.Trim('\'')).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllTypes.Columns), MemberType = typeof(AllTypes))]
    public void Every_type_is_read(string column, string engineType, string type, string smallest, string largest)
    {
        using var connection = Database.InMemory();
        using var command = connection.Command($"SELECT \"{column}\" FROM test_all_types()");
        using var reader = command.ExecuteReader();

        Assert.Equal((engineType, type), (reader.GetDataTypeName(0), Show.Type(reader.GetFieldType(0))));
        foreach (var expected in new[] { smallest, largest, "NULL" })
        {
            Assert.True(reader.Read());
            Assert.Equal(expected, Read(reader));
            Assert.Equal(string.Equals(expected, "NULL", StringComparison.Ordinal), reader.IsDBNull(0));
        }

        Assert.False(reader.Read());
    }

    [Theory]
    [MemberData(nameof(AllTypes.Columns), MemberType = typeof(AllTypes))]
    public void A_column_that_goes_on_over_many_chunks_is_read_the_same(string column, string engineType, string type, string smallest, string largest)
    {
        _ = (engineType, type);
        using var connection = Database.InMemory();
        using var command = connection.Command($"SELECT \"{column}\" FROM test_all_types(), range(3000) t(i) ORDER BY i");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read()) counts[Read(reader)] = counts.GetValueOrDefault(Read(reader)) + 1;

        Assert.Equal(9000, counts.Values.Sum());
        Assert.Equal(
            new[] { smallest, largest, "NULL" }.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            counts.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_type_without_counterpart_is_refused_by_name_of_the_column()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT geometry FROM test_all_types()");
        var error = Assert.Throws<NotSupportedException>(command.ExecuteReader);
        Assert.Contains("'geometry'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Cast it in SQL", error.Message, StringComparison.Ordinal);
    }

    private static string Read(DuckDBDataReader reader)
    {
        try
        {
            return Show.Value(reader.GetValue(0));
        }
        catch (InvalidCastException)
        {
            return Specific(reader);
        }
    }

    private static string Specific(DuckDBDataReader reader)
    {
        try
        {
            return $"! {Show.Value(reader.GetProviderSpecificValue(0))}";
        }
        catch (InvalidCastException)
        {
            return "!";
        }
    }
}

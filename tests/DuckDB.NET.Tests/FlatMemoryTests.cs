namespace DuckDB.NET.Tests;

/// <summary>The managed heap is one for the process, so what other tests hold would be counted too: nothing else may run beside this.</summary>
[CollectionDefinition(nameof(FlatMemoryTests), DisableParallelization = true)]
[Collection(nameof(FlatMemoryTests))]
public class FlatMemoryTests
{
    [Fact]
    public void Five_million_rows_are_read_in_flat_memory()
    {
        const long Rows = 5_000_000;
        using var connection = Database.InMemory("memory_limit=256MB;threads=2");
        using var command = connection.Command($"SELECT range AS i, 'order ' || range AS name, [range, NULL] AS list FROM range({Rows})");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var (rows, sum, largest) = (0L, 0L, 0L);
        while (reader.Read())
        {
            sum += reader.GetInt64(0);
            if (rows % 500_000 == 0)
            {
                Assert.Equal($"order {rows}", reader.GetString(1));
                Assert.Equal([rows, null], reader.GetFieldValue<List<long?>>(2));
                largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: true));
            }

            rows++;
        }

        Assert.Equal((Rows, Rows * (Rows - 1) / 2), (rows, sum));
        Assert.InRange(largest, 0, 64L << 20);
    }
}

using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class TableFileTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("other")]
    [InlineData("file_row_number")]
    [InlineData("FILE_ROW_NUMBER")]
    public async Task A_row_has_its_position_in_the_file_whatever_the_columns_are_called(string column)
    {
        var engine = new DuckDbEngine(new EngineOptions { Threads = 4 }, folder["scratch"]);
        using var connection = engine.Open();
        var path = folder["rows.parquet"];
        DuckDbEngine.Run(
            connection,
            $"COPY (SELECT range AS id, 7 AS \"{column}\" FROM range(100000) ORDER BY id) TO {Sql.Text(path)} (FORMAT parquet, ROW_GROUP_SIZE 2048)"
        );
        using var lake = new TestLake();
        await using var open = lake.Open();
        var file = TableFile.Open(connection, open.Catalog.Find("orders")!, path);

        Assert.Equal(
            100_000,
            DuckDbEngine.Count(connection, $"SELECT count(*) FROM {file.Source} WHERE {TableFile.Position} = id AND \"{column}\" = 7")
        );
        Assert.Equal(
            "[50000, 50001]",
            ParquetSql.Ask($"SELECT list(id ORDER BY id)::VARCHAR FROM {file.Source} WHERE {TableFile.Position} BETWEEN 50000 AND 50001")[0]
        );
    }
}

using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class DigestFilterTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Only_files_that_hold_a_digest_of_the_hour_remain_and_those_that_cannot_be_looked_at()
    {
        string[] paths =
        [
            Write("with", "SELECT 'digest ' || i AS _digest, i AS other FROM range(90, 110) t(i)"),
            Write("without", "SELECT 'digest ' || i AS _digest FROM range(200, 5000) t(i)"),
            Write("last row group", "SELECT 'digest ' || (7000 - i) AS _digest FROM range(6950) t(i)"),
            Write("nulls", "SELECT NULL::VARCHAR AS _digest FROM range(10)"),
            Write("no digest", "SELECT 1 AS other"),
            Write("other codec", "SELECT 'none' AS _digest", "COMPRESSION zstd"),
            folder["gone.parquet"],
        ];
        File.WriteAllText(folder["damaged.parquet"], "damaged");
        var engine = new DuckDbEngine(new EngineOptions { Threads = 2 }, folder["scratch"]);
        using var connection = engine.Open();
        DuckDbEngine.Run(connection, "CREATE TABLE keys AS SELECT 'digest ' || i AS _digest FROM range(100) t(i)");

        var filter = DigestFilter.Read(connection)!;

        Assert.Equal(
            ["with", "last row group", "no digest", "other codec", "gone", "damaged"],
            filter.Select([.. paths, folder["damaged.parquet"]], threads: 2).Select(Path.GetFileNameWithoutExtension));
    }

    private string Write(string name, string select, string options = "COMPRESSION snappy")
    {
        var path = folder[$"{name}.parquet"];
        ParquetSql.Ask($"COPY ({select}) TO {ParquetSql.Quote(path)} (FORMAT parquet, ROW_GROUP_SIZE 2048, {options})");
        return path;
    }
}

using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class KeyFileTests : IDisposable
{
    private const string Columns = "orderid, lastchange, creationdate, _source, _ingested_at, _digest";

    private static readonly DatasetContract Orders =
        DatasetContractReader.Read(Encoding.UTF8.GetBytes(Contracts.Orders), "orders").Require();

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_row_is_there_with_its_file_and_its_position()
    {
        using var keys = new KeyFile(Orders, folder["keys.parquet"]);
        var (first, empty, last) = (Write("first", 10_000, "TIMESTAMPTZ"), Write("empty", 0, "TIMESTAMPTZ"), Write("last", 3, "TIMESTAMPTZ"));
        foreach (var (number, path) in new[] { (0, first), (4, empty), (7, last) }) keys.TryAdd(number, path, ParquetFooter.Read(path));
        keys.Finish();

        Assert.Equal(10_003, keys.Rows);
        Assert.Equal([true, false, true, true], new[] { 0, 1, 4, 7 }.Select(keys.Has));
        Assert.Empty(
            ParquetSql.Ask(
                $"""
                (SELECT 0, file_row_number, {Columns} FROM read_parquet({Sql.Text(first)}, file_row_number = true)
                 UNION ALL SELECT 7, file_row_number, {Columns} FROM read_parquet({Sql.Text(last)}, file_row_number = true))
                EXCEPT ALL SELECT _file, _row, {Columns} FROM read_parquet({Sql.Text(keys.Path)})
                """));
    }

    [Fact]
    public void A_file_whose_keys_are_stored_in_another_form_is_left_to_the_engine()
    {
        using var keys = new KeyFile(Orders, folder["keys.parquet"]);
        var local = Write("local", 10, "TIMESTAMP");
        keys.TryAdd(0, local, ParquetFooter.Read(local));
        keys.Finish();

        Assert.Equal((0, false), (keys.Rows, keys.Has(0)));
    }

    [Fact]
    public void A_column_that_a_file_lacks_is_null()
    {
        using var keys = new KeyFile(Orders, folder["keys.parquet"]);
        var path = Write("older", 5, "TIMESTAMPTZ", "* EXCLUDE (creationdate)");
        keys.TryAdd(0, path, ParquetFooter.Read(path));
        keys.Finish();

        Assert.Equal(["5 0 4"], ParquetSql.Ask($"SELECT count(orderid) || ' ' || count(creationdate) || ' ' || max(_row) FROM read_parquet({Sql.Text(keys.Path)})"));
    }

    /// <summary>Writes rows with nulls, in row groups of which there are several.</summary>
    private string Write(string name, int rows, string time, string columns = "*")
    {
        var path = folder[name + ".parquet"];
        ParquetSql.Ask(
            $"""
            COPY (SELECT {columns} FROM (
              SELECT 'o' || i AS orderid, 'text' AS status, CASE WHEN i % 3 > 0 THEN TIMESTAMP '2026-11-10 00:00:00' + INTERVAL (i) SECOND END::{time} AS lastchange,
                TIMESTAMP '2026-11-01 00:00:00'::{time} AS creationdate, '{name}#' || i AS _source, TIMESTAMP '2026-11-20 08:00:00'::{time} AS _ingested_at,
                md5(i::VARCHAR) AS _digest
              FROM range({rows}) t(i))) TO {Sql.Text(path)} (FORMAT parquet, ROW_GROUP_SIZE 2048)
            """);
        return path;
    }
}

using Datalake.Datasets;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The view's SQL is plain enough that another engine runs it too; what it means is checked there.</summary>
public class CurrentViewTests
{
    [Fact]
    public void It_shows_the_latest_version_of_each_identity_and_of_these_the_last_taken()
    {
        var checkout = DatasetCatalog.Load(Path.Combine(StackRoot.Repository, "datasets")).Require().Find("checkout")!;
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Run(connection, "CREATE SCHEMA checkout");
        var columns = TableSchema
            .Consumable(checkout)
            .Columns.Select(column => $"\"{column.Name}\" {TypeOf(column.Name)}")
            .Concat(["year int", "month int", "day int"]);
        Run(connection, $"CREATE TABLE checkout.checkout ({string.Join(", ", columns)})");
        Run(connection, """
            INSERT INTO checkout.checkout (orderid, status, creationdate, lastchange, _ingested_at, _digest, year) VALUES
              ('a', 'old', '2026-01-01', '2026-01-02', '2026-01-02', 'x', 1),
              ('a', 'new', '2026-01-01', '2026-01-03', '2026-01-03', 'x', 1),
              ('b', 'created', '2026-01-05', NULL, '2026-01-05', 'x', 1),
              ('b', 'changed before', '2026-01-01', '2026-01-04', '2026-01-09', 'x', 1),
              ('c', 'taken first', '2026-01-01', '2026-01-02', '2026-01-02', 'y', 1),
              ('c', 'taken last', '2026-01-01', '2026-01-02', '2026-01-03', 'x', 1),
              ('d', 'lesser digest', '2026-01-01', '2026-01-02', '2026-01-02', 'x', 1),
              ('d', 'greater digest', '2026-01-01', '2026-01-02', '2026-01-02', 'y', 1)
            """);

        using var command = new DuckDBCommand(
            $"SELECT orderid || ' ' || status FROM ({CurrentViewSql.Of(checkout, "checkout")}) ORDER BY 1", connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        Assert.Equal(["a new", "b created", "c taken last", "d greater digest"], rows);
    }

    private static string TypeOf(string column) => column is "creationdate" or "lastchange" or "_ingested_at" ? "timestamp" : "varchar";

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = new DuckDBCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

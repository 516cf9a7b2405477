using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class RowSplitterTests
{
    private const string Rows =
        "SELECT i, 'text of a row ' || i AS t, [i, i + 1] AS l, {'a': i, 'b': [{'c': 'nested ' || i}]} AS s, MAP {'k': i} AS m FROM range(9000) r(i) ORDER BY i";

    [Fact]
    public void Each_statement_finds_the_rows_behind_those_of_the_one_before()
    {
        using var deal = new Deal(Rows);

        // Three at first, so that no later cut falls on the engine's own: it makes 2,048 rows at a time.
        long[] counts = [3, 2045, 1, 2048, 0, 4900];
        for (var i = 0; i < counts.Length; i++) Assert.Equal(counts[i], deal.Take(counts[i], $"dealt{i}"));

        Assert.False(deal.Rows.IsEmpty());
        Assert.Equal(3, deal.Take(10, "rest"));
        Assert.True(deal.Rows.IsEmpty());
        var all = string.Join(
            " UNION ALL ",
            Enumerable.Range(0, counts.Length).Select(i => $"SELECT {i} AS part, * FROM dealt{i}").Append("SELECT 9, * FROM rest")
        );
        Assert.Equal(0, DuckDbEngine.Count(deal.Writer, $"SELECT count(*) FROM (SELECT * EXCLUDE part FROM ({all}) EXCEPT ({Rows}))"));
        Assert.Equal(9000, DuckDbEngine.Count(deal.Writer, $"SELECT count(DISTINCT i) FROM ({all})"));
        Assert.Equal(
            0,
            DuckDbEngine.Count(
                deal.Writer, $"SELECT count(*) FROM (SELECT part, lag(part) OVER (ORDER BY i) AS before FROM ({all})) WHERE part < before")
        );
    }

    [Fact]
    public void A_query_that_fails_on_the_way_is_told_in_the_engines_words()
    {
        using var deal = new Deal(
            "SELECT CASE WHEN i = 900000 THEN error('row 900000 is broken') ELSE repeat('long ', 100) || i END AS t FROM range(1000000) r(i)"
        );
        Assert.Equal(10, deal.Take(10, "first"));

        var failure = Assert.Throws<EngineException>(() => deal.Take(2_000_000, "dealt"));

        Assert.Contains("row 900000 is broken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_that_is_none_is_told()
    {
        var failure = Assert.Throws<EngineException>(() => new Deal("SELECT nothing FROM nowhere"));

        Assert.Contains("nowhere", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_that_fails_itself_is_told()
    {
        using var deal = new Deal(Rows);

        Assert.Contains(
            "no_such_column",
            Assert
                .Throws<EngineException>(() =>
                    deal.Rows.Run(deal.Writer, 10, $"CREATE TABLE dealt AS SELECT no_such_column FROM {RowSplitter.Function}")
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_stops_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using var deal = new Deal(Rows, stop.Token);
        Assert.Equal(10, deal.Take(10, "first"));
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => deal.Take(9000, "dealt"));
    }

    private sealed class Deal : IDisposable
    {
        private readonly DuckDBConnection reader = new("DataSource=:memory:");

        public Deal(string query, CancellationToken cancellationToken = default)
        {
            reader.Open();
            DuckDbEngine.Run(reader, "SET threads = 1");
            Writer = DuckDbEngine.Duplicate(reader);
            try
            {
                Rows = new RowSplitter(reader, query, Writer, turn: 3000, cancellationToken);
            }
            catch
            {
                Writer.Dispose();
                reader.Dispose();
                throw;
            }
        }

        public DuckDBConnection Writer { get; }

        public RowSplitter Rows { get; }

        /// <summary>Takes rows into a table, and says how many came.</summary>
        public long Take(long count, string table)
        {
            Rows.Run(Writer, count, $"CREATE TABLE {table} AS FROM {RowSplitter.Function}");
            return DuckDbEngine.Count(Writer, $"SELECT count(*) FROM {table}");
        }

        public void Dispose()
        {
            Rows.Dispose();
            Writer.Dispose();
            reader.Dispose();
        }
    }
}

using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Tests.Engine;

/// <summary>A query that fails on its way is an error: never fewer rows and success.</summary>
public sealed class StreamingTests : IDisposable
{
    private readonly EngineRows engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Rows_of_many_batches_come_in_their_order()
    {
        using var rows = engine.Open("SELECT i, 'text ' || i FROM range(100000) r(i)");
        for (var i = 0L; i < 100_000; i++)
        {
            Assert.True(rows.Read());
            Assert.Equal((i, $"text {i}"), (rows.GetValue(0), rows.GetValue(1)));
        }

        Assert.False(rows.Read());
        Assert.False(rows.Read());
    }

    [Fact]
    public void A_query_without_rows_has_columns()
    {
        using var rows = engine.Open("SELECT 1 AS a, 'x' AS b WHERE false");
        Assert.Equal(["a", "b"], rows.Columns.Select(column => column.Name));
        Assert.False(rows.Read());
    }

    [Fact]
    public void A_conversion_that_fails_half_way_is_an_error()
    {
        using var rows = engine.Open("SELECT CASE WHEN i = 500000 THEN 'x' ELSE '1' END::INTEGER FROM range(1000000) r(i)");
        var (read, failure) = ReadToTheEnd(rows);
        Assert.StartsWith("Conversion Error:", failure.Message, StringComparison.Ordinal);
        Assert.InRange(read, 1, 499_999);
        Assert.Equal(["1 Int32"], engine.Read("SELECT 1"));
    }

    [Fact]
    public void A_file_that_is_cut_short_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("lake-streaming-").FullName;
        try
        {
            var file = Path.Combine(folder, "rows.parquet");
            DuckDbEngine.Run(
                engine.Connection,
                $"COPY (SELECT i, md5(i::VARCHAR) AS t FROM range(2000000) r(i)) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 20000)"
            );
            DuckDbEngine.Run(engine.Connection, "SET enable_external_file_cache = false");
            using var rows = engine.Open($"SELECT i, t FROM '{file}'");
            Assert.True(rows.Read());
            using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write)) stream.SetLength(stream.Length / 2);

            var (read, _) = ReadToTheEnd(rows);
            Assert.InRange(read, 1, 1_999_999);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_io_error()
    {
        var failure = Assert.Throws<EngineException>(() => engine.Open("SELECT * FROM read_parquet('/nowhere/at/all.parquet')"));
        Assert.Equal((EngineErrorKind.Io, false), (failure.Kind, failure.IsWrongStatement));
    }

    [Theory]
    [InlineData("SELEC 1", EngineErrorKind.Parser)]
    [InlineData("SELECT * FROM nowhere", EngineErrorKind.Catalog)]
    [InlineData("SELECT nothing FROM range(3)", EngineErrorKind.Binder)]
    public void A_wrong_statement_is_recognised(string sql, EngineErrorKind kind)
    {
        var streamed = Assert.Throws<EngineException>(() => engine.Open(sql));
        var run = Assert.Throws<EngineException>(() => DuckDbEngine.Run(engine.Connection, sql));
        Assert.Equal((kind, kind, true), (streamed.Kind, run.Kind, streamed.IsWrongStatement));
    }

    [Fact]
    public void A_query_that_is_cancelled_while_it_runs_ends()
    {
        using var stop = new CancellationTokenSource();
        var running = Task.Run(
            () =>
                engine.OpenCancellable(
                    "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7", stop.Token),
            TestContext.Current.CancellationToken
        );
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(running.GetAwaiter().GetResult);
        Assert.Equal(["1 Int32"], engine.Read("SELECT 1"));
    }

    [Fact]
    public void A_query_that_is_cancelled_between_rows_ends_with_an_error()
    {
        using var stop = new CancellationTokenSource();
        using var rows = engine.OpenCancellable("FROM range(1000000000000)", stop.Token);
        Assert.True(rows.Read());
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (rows.Read())
            {
            }
        });
    }

    [Fact]
    public void A_token_that_was_cancelled_before_runs_nothing() =>
        Assert.ThrowsAny<OperationCanceledException>(() => engine.OpenCancellable("SELECT 1", new CancellationToken(canceled: true)));

    [Fact]
    public void A_cancelled_query_does_not_hit_the_next_one()
    {
        for (var i = 0; i < 20; i++)
        {
            using var stop = new CancellationTokenSource();
            using (var rows = engine.OpenCancellable("FROM range(1000000000000)", stop.Token))
            {
                Assert.True(rows.Read());
                stop.Cancel();
            }

            Assert.Equal(["499999500000 BigInteger"], engine.Read("SELECT sum(i) FROM range(1000000) r(i)"));
        }
    }

    private static (long Read, EngineException Failure) ReadToTheEnd(Datalake.Embedded.Queries.LakeRows rows)
    {
        var read = 0L;
        var failure = Assert.Throws<EngineException>(() =>
        {
            for (; rows.Read(); read++)
            {
            }
        });
        return (read, failure);
    }
}

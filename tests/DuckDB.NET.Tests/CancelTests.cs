namespace DuckDB.NET.Tests;

public class CancelTests
{
    private const string Endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 1";

    [Fact]
    public async Task Cancel_stops_what_runs()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command(Endless);
        var running = Task.Run(command.ExecuteScalar, TestContext.Current.CancellationToken);
        await CancelUntilDone(command, running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, connection.Scalar("SELECT 1"));
    }

    [Fact]
    public async Task A_cancellation_token_stops_what_runs()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command(Endless);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => command.ExecuteScalarAsync(source.Token), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancel_ends_a_streaming_reader_with_an_error()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("FROM range(1000000000000)");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var reading = Task.Run(() => { while (reader.Read()) { } }, TestContext.Current.CancellationToken);
        await CancelUntilDone(command, reading);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public void Cancel_when_nothing_runs_does_nothing()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT 1");
        command.Cancel();
        Assert.Equal(1, command.ExecuteScalar());
    }

    // A cancellation that comes before the work has begun is without effect, so it is repeated.
    private static async Task CancelUntilDone(DuckDBCommand command, Task running)
    {
        while (await Task.WhenAny(running, Task.Delay(50, TestContext.Current.CancellationToken)) != running) command.Cancel();
    }
}

using DuckDB.NET.Data;

namespace Datalake.Embedded.Engine;

/// <summary>
/// Interrupts what runs on a connection when a token is cancelled. An interrupt that comes before the engine has begun to execute is lost,
/// so it is repeated until this is disposed.
/// </summary>
internal sealed class QueryInterrupt : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly DuckDBConnection connection;
    private readonly CancellationTokenRegistration registration;
    private ITimer? timer;
    private bool ended;

    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">The token.</param>
    public QueryInterrupt(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        this.connection = connection;
        registration = cancellationToken.Register(Begin);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        registration.Dispose();
        lock (gate)
        {
            // The connection may run another statement next, which must not be hit.
            ended = true;
            timer?.Dispose();
        }
    }

    private void Begin()
    {
        lock (gate)
        {
            if (!ended) timer = TimeProvider.System.CreateTimer(_ => Interrupt(), null, TimeSpan.Zero, Pause);
        }
    }

    private void Interrupt()
    {
        lock (gate)
        {
            if (!ended) connection.NativeConnection.Interrupt();
        }
    }
}

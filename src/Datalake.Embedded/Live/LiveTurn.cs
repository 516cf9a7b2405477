namespace Datalake.Embedded.Live;

/// <summary>The right to use a lake that runs. Dispose it to give it back.</summary>
public sealed class LiveTurn : IDisposable
{
    private readonly SemaphoreSlim turn;
    private readonly IDisposable? place;

    internal LiveTurn(EmbeddedLake lake, SemaphoreSlim turn, IDisposable? place)
    {
        Lake = lake;
        this.turn = turn;
        this.place = place;
    }

    /// <summary>The lake. It stays open.</summary>
    public EmbeddedLake Lake { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        place?.Dispose();
        turn.Release();
    }
}

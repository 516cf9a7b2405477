namespace Datalake.Embedded.Live;

/// <summary>Lets several work at a time, or one alone. Whoever wants to be alone waits until the others have left.</summary>
internal sealed class WorkGate(int width) : IDisposable
{
    private readonly SemaphoreSlim places = new(width);
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Enters beside others. Dispose what is returned to leave.</summary>
    public async ValueTask<Place> EnterAsync(CancellationToken cancellationToken)
    {
        // Whoever waits to be alone has the turn, so that newcomers wait behind him.
        await turn.WaitAsync(cancellationToken);
        try
        {
            await places.WaitAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }

        return new Place(places, 1);
    }

    /// <summary>Enters alone. Dispose what is returned to leave.</summary>
    public async ValueTask<Place> EnterAloneAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        var taken = 0;
        try
        {
            for (; taken < width; taken++) await places.WaitAsync(cancellationToken);
            return new Place(places, width);
        }
        catch
        {
            if (taken > 0) places.Release(taken);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        places.Dispose();
        turn.Dispose();
    }

    /// <summary>The right to work, until it is disposed.</summary>
    public readonly struct Place(SemaphoreSlim places, int count) : IDisposable
    {
        public void Dispose() => places.Release(count);
    }
}

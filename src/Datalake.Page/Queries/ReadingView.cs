using Microsoft.AspNetCore.Components;

namespace Datalake.Page.Queries;

/// <summary>
/// A component that reads something once it is drawn, so that the page is there before; and that stops reading when the person goes on.
/// </summary>
public abstract class ReadingView : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();

    /// <summary>Makes one.</summary>
    protected ReadingView() => Leaving = leaving.Token;

    /// <summary>Cancelled when the person goes on.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>Why the last reading failed, in words; null when it did not.</summary>
    protected string? Problem { get; private set; }

    /// <summary>True while something is being read.</summary>
    protected bool IsReading { get; private set; } = true;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await TryAsync(ReadAsync);
    }

    /// <summary>Reads what the component shows. Called once.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Reads something, draws the component before and after, and keeps what goes wrong as <see cref="Problem"/>.</summary>
    /// <param name="read">Reads it.</param>
    protected async Task TryAsync(Func<Task> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        IsReading = true;
        StateHasChanged();
        try
        {
            await read();
            Problem = null;
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (PageProblem.Of(failure) is { } words)
        {
            Problem = words;
        }

        IsReading = false;
        StateHasChanged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops what is being read.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}

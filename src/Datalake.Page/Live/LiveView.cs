using Microsoft.AspNetCore.Components;

namespace Datalake.Page.Live;

/// <summary>A component that is drawn again with each sample, while somebody looks at it.</summary>
public abstract class LiveView : ComponentBase, IDisposable
{
    private IDisposable? watch;

    [Inject]
    internal LiveSampler Sampler { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        // Not while the page is rendered in advance: nobody would end it.
        if (firstRender) watch = Sampler.Watch(() => _ = InvokeAsync(OnSampled));
    }

    /// <summary>Called after each sample.</summary>
    protected virtual void OnSampled() => StateHasChanged();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the watching.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) => watch?.Dispose();
}

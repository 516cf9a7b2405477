using Datalake.Server.Problems;
using Microsoft.AspNetCore.Components;

namespace Datalake.Page.Common;

/// <summary>A component that reads or does something that takes a while, and shows in words what failed.</summary>
public abstract class WorkingView : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private int running;

    /// <summary>Why the last work was not done; null when it was.</summary>
    protected string? Problem { get; private set; }

    /// <summary>True while something is under way.</summary>
    protected bool IsBusy => running > 0;

    /// <summary>Cancelled when the person goes on.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Does something, and is drawn again before and after it.</summary>
    /// <param name="work">What to do. The lake's calls take as long as they take, so it runs beside the page.</param>
    /// <param name="cancellationToken">A token to cancel the work; it is cancelled too when the person goes on.</param>
    /// <returns>True when it was done.</returns>
    protected async Task<bool> WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        running++;
        Problem = null;
        StateHasChanged();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token, cancellationToken);
        try
        {
            await Task.Run(() => work(stop.Token), stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure) when (FailureProblems.Of(failure, isAborted: false) is var problem && problem.Kind != ProblemKinds.Defect)
        {
            Problem = problem.Detail;
            return false;
        }
        finally
        {
            running--;
            if (!leaving.IsCancellationRequested) StateHasChanged();
        }
    }

    /// <summary>Ends what is under way.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        leaving.Cancel();
        leaving.Dispose();
    }
}

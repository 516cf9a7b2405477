namespace Datalake.Cli.Output;

/// <summary>
/// Keeps the last report of work that runs on other threads, without handing each to a thread of its own as <see cref="Progress{T}"/> does.
/// </summary>
internal sealed class Latest<T> : IProgress<T>
    where T : class
{
    private volatile T? value;

    /// <summary>The last report; null before the first.</summary>
    public T? Value => value;

    /// <inheritdoc/>
    void IProgress<T>.Report(T value) => this.value = value;
}

namespace Datalake.Aws.Testing.Functions;

/// <summary>Lines as a process writes them. Safe to read while they come.</summary>
public sealed class LineLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _ended;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock) return [.. _lines];
        }
    }

    /// <summary>Waits for a line.</summary>
    /// <returns>The first line that fits.</returns>
    /// <exception cref="InvalidOperationException">The process ended without one.</exception>
    public async Task<string> WaitForAsync(Predicate<string> fits, CancellationToken cancellation = default)
    {
        for (var seen = 0; ;)
        {
            Task changed;
            lock (_lock)
            {
                var found = _lines.FindIndex(seen, fits);
                if (found >= 0) return _lines[found];
                if (_ended) throw new InvalidOperationException($"The process ended without the line that was waited for. It wrote:\n{this}");
                seen = _lines.Count;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>All lines, as text.</summary>
    public override string ToString() => string.Join('\n', Lines);

    internal async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line) Add(line);
        Add(null);
    }

    private void Add(string? line)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (line is null) _ended = true;
            else _lines.Add(line);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

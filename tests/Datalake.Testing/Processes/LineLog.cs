using System.Text;

namespace Datalake.Testing.Processes;

/// <summary>Lines as a process writes them: they end with \n alone, as Lambda's log has it. Safe to read while they come.</summary>
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
    public async Task<string> WaitForAsync(Predicate<string> fits, CancellationToken cancellationToken = default)
    {
        for (var seen = 0; ;)
        {
            Task changed;
            lock (_lock)
            {
                var found = _lines.FindIndex(seen, fits);
                if (found >= 0) return _lines[found];
                if (_ended)
                    throw new InvalidOperationException($"The process ended without the line that was waited for. It wrote:\n{this}");
                seen = _lines.Count;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>All lines, as text.</summary>
    public override string ToString() => string.Join('\n', Lines);

    internal async Task ReadAsync(TextReader reader)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        while (await reader.ReadAsync(buffer) is var read and > 0)
        {
            var rest = buffer.AsMemory(0, read);
            for (int end; (end = rest.Span.IndexOf('\n')) >= 0; rest = rest[(end + 1)..])
            {
                Add(line.Append(rest[..end]).ToString());
                line.Clear();
            }

            line.Append(rest);
        }

        if (line.Length > 0) Add(line.ToString());
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

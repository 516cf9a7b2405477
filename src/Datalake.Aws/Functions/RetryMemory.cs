namespace Datalake.Aws.Functions;

/// <summary>
/// What was done of events that failed in part, by request id, which Lambda's retries keep. A retry that meets another process does all of
/// it again, which is harmless.
/// </summary>
internal sealed class RetryMemory
{
    private const int Calls = 64;

    private readonly Dictionary<string, HashSet<int>> done = new(StringComparer.Ordinal);
    private readonly Queue<string> order = [];

    public bool IsDone(string requestId, int index) => done.TryGetValue(requestId, out var indexes) && indexes.Contains(index);

    public void MarkDone(string requestId, int index)
    {
        if (!done.TryGetValue(requestId, out var indexes))
        {
            if (order.Count == Calls) done.Remove(order.Dequeue());
            done[requestId] = indexes = [];
            order.Enqueue(requestId);
        }

        indexes.Add(index);
    }

    public void Forget(string requestId)
    {
        // Its name stays in the queue; taking it out there later does nothing.
        done.Remove(requestId);
        if (done.Count == 0) order.Clear();
    }
}

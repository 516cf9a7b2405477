using System.Diagnostics;

namespace Datalake.Bench.Serving;

/// <summary>Sends requests over several connections at once.</summary>
internal static class Load
{
    /// <summary>Sends requests as fast as they are answered, each connection one at a time.</summary>
    /// <param name="server">The server.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="requests">The requests; each is sent once.</param>
    /// <param name="differences">Receives answers other than 200.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<LoadResult> RunAsync(
        ServerProcess server,
        HttpConnection[] connections,
        IReadOnlyList<byte[]> requests,
        List<string> differences,
        CancellationToken cancellationToken)
    {
        var next = -1;
        var (start, processor) = (Stopwatch.GetTimestamp(), server.Processor);
        var times = await Task.WhenAll(connections.Select(connection => Task.Run(SendAsync(connection), cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var sorted = times.SelectMany(one => one).Order().ToArray();
        return new LoadResult(sorted.Length, seconds, At(sorted, 0.5), At(sorted, 0.99), (server.Processor - processor).TotalSeconds);

        Func<Task<List<double>>> SendAsync(HttpConnection connection) => async () =>
        {
            var taken = new List<double>();
            for (int number; (number = Interlocked.Increment(ref next)) < requests.Count;)
            {
                var begun = Stopwatch.GetTimestamp();
                var (status, body) = await connection.SendAsync(requests[number], wantsBody: false, cancellationToken);
                taken.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
                if (status == 200) continue;
                lock (differences) differences.Add($"A request was answered with {status}. {body}");
            }

            return taken;
        };
    }

    /// <summary>The value that a part of sorted values does not exceed.</summary>
    public static double At(IReadOnlyList<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}

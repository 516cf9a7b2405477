using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Datalake.Bench.Serving;

/// <summary>Measures a server that runs in a process of its own, with the load from this one.</summary>
internal static class ServerBench
{
    private const int Connections = 64;
    private const int BatchConnections = 8;
    private const int BatchRecords = 1000;
    private const int SteadyRate = 2000;
    private const string Post = "POST /v1/datasets/checkout/records";

    public static async Task<ServerResult> RunAsync(ServerJob job, TextWriter progress, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        try
        {
            var (memory, processors) = await IdleAsync(job, cancellationToken);
            await progress.WriteLineAsync("  posts of one record");
            LoadResult records, batches;
            double batchSeconds, batchProcessor, batchBytes;
            await using (var server = await ServerProcess.StartAsync(job, cancellationToken))
            {
                await RecordsAsync(job with { Records = job.Records / 10 }, "w", server, differences, cancellationToken);
                records = await RecordsAsync(job, "r", server, differences, cancellationToken);
                await progress.WriteLineAsync("  posts of many records");
                await UntilAsync(server, "r", job.Records, cancellationToken);
                var (start, processor) = (Stopwatch.GetTimestamp(), server.Processor);
                (batches, batchBytes) = await BatchesAsync(job, server, differences, cancellationToken);
                await UntilAsync(server, "b", job.Batches * BatchRecords, cancellationToken);
                batchSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                batchProcessor = (server.Processor - processor).TotalSeconds;
            }

            var freshness = new List<FreshnessResult>();
            foreach (var seal in new[] { 5.0, 1.0 })
            {
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  freshness, sealed after {seal} s"));
                freshness.Add(await FreshnessAsync(job with { Seal = seal }, differences, cancellationToken));
            }

            return new ServerResult(memory, processors, records, batches, batchSeconds, batchProcessor, batchBytes, freshness, differences);
        }
        finally
        {
            if (Directory.Exists(job.Root)) Directory.Delete(job.Root, recursive: true);
        }
    }

    private static async Task<(double Memory, double Processors)> IdleAsync(ServerJob job, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(job, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        var (start, processor) = (Stopwatch.GetTimestamp(), server.Processor);
        await Task.Delay(TimeSpan.FromSeconds(job.IdleSeconds), cancellationToken);
        return (server.Memory, (server.Processor - processor).TotalSeconds / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<LoadResult> RecordsAsync(
        ServerJob job, string name, ServerProcess server, List<string> differences, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, job.Records)
            .Select(number => HttpConnection.Request(Post, server.Token, "application/json", Record(name, number, job.RecordSize)))
            .ToArray();
        var connections = await server.ConnectAsync(Connections, cancellationToken);
        try
        {
            return await Load.RunAsync(server, connections, requests, differences, cancellationToken);
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    private static async Task<(LoadResult Result, double Bytes)> BatchesAsync(
        ServerJob job, ServerProcess server, List<string> differences, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, job.Batches)
            .Select(batch => HttpConnection.Request(Post, server.Token, "application/x-ndjson", Batch(batch, job.RecordSize)))
            .ToArray();
        var connections = await server.ConnectAsync(BatchConnections, cancellationToken);
        try
        {
            var load = await Load.RunAsync(server, connections, requests, differences, cancellationToken);
        return (load, requests.Sum(request => (double)request.Length));
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    /// <summary>Posts records at a steady rate, and sees for some how long they take from their answer to the table.</summary>
    private static async Task<FreshnessResult> FreshnessAsync(ServerJob job, List<string> differences, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(job, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"f{job.Seal}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = Stopwatch.GetTimestamp();
        var sent = 0;
        var senders = (await server.ConnectAsync(Connections, cancellationToken)).Select(connection => Task.Run(async () =>
        {
            using var own = connection;
            while (!stop.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref sent);
                var due = TimeSpan.FromSeconds((double)number / SteadyRate) - Stopwatch.GetElapsedTime(begun);
                if (due > TimeSpan.Zero) await Task.Delay(due, cancellationToken);
                var request = HttpConnection.Request(Post, server.Token, "application/json", Record(name, number, job.RecordSize));
                if ((await own.SendAsync(request, wantsBody: false, cancellationToken)).Status == 200) continue;
                lock (differences) differences.Add("A post of the steady load was refused.");
            }
        })).ToArray();
        var ages = new List<double>();
        using var probe = new HttpConnection();
        await probe.OpenAsync(server.Address, cancellationToken);
        for (var number = 0; number < job.Probes; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"p{job.Seal}-{number}");
            var request = HttpConnection.Request(Post, server.Token, "application/json", Record($"p{job.Seal}", number, job.RecordSize));
            await probe.SendAsync(request, wantsBody: false, cancellationToken);
            var acknowledged = Stopwatch.GetTimestamp();
            while (await server.AskAsync($"SELECT count(*) AS n FROM checkout_current WHERE orderid = '{id}'", cancellationToken) == 0)
                await Task.Delay(50, cancellationToken);
            if (number > 0) ages.Add(Stopwatch.GetElapsedTime(acknowledged).TotalSeconds);
        }

        var rate = sent / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        ages.Sort();
        return new FreshnessResult(job.Seal, Load.At(ages, 0.5), ages[^1], rate);
    }

    private static async Task UntilAsync(ServerProcess server, string name, long count, CancellationToken cancellationToken)
    {
        while (await server.AskAsync($"SELECT count(*) AS n FROM checkout WHERE orderid LIKE '{name}-%'", cancellationToken) != count)
            await Task.Delay(500, cancellationToken);
    }

    private static byte[] Batch(int batch, int size)
    {
        using var body = new MemoryStream();
        for (var i = 0; i < BatchRecords; i++)
        {
            body.Write(Record("b", batch * BatchRecords + i, size));
            body.WriteByte((byte)'\n');
        }

        return body.ToArray();
    }

    /// <summary>An order of a size, with the fields that the contract of checkout names, its client and items as JSON in strings.</summary>
    private static byte[] Record(string name, int number, int size)
    {
        var record = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"OrderId":"{{name}}-{{number}}","Sequence":"{{number}}","Status":"payment-approved","Value":{{1000 + number % 90_000}},"CreationDate":"2026-11-20T08:00:00.0000000+00:00","LastChange":"2026-11-20T08:{{number / 60 % 60:d2}}:{{number % 60:d2}}.0000000+00:00","ClientProfileData":"{\"email\":\"client-{{number}}@example.org\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"}","Items":"[{\"id\":\"{{number % 5000}}\",\"quantity\":2,\"price\":4990,\"name\":\"A thing of some length\"}]","Note":"
            """);
        return Encoding.UTF8.GetBytes(record + new string('x', Math.Max(0, size - record.Length - 2)) + "\"}");
    }
}

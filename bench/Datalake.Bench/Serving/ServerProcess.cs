using System.Diagnostics;
using System.Text.Json;

namespace Datalake.Bench.Serving;

/// <summary>A process that serves a lake, seen from outside. Dispose it to stop it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address, string token)
    {
        this.process = process;
        Address = address;
        Token = token;
    }

    public Uri Address { get; }

    public string Token { get; }

    /// <summary>Resident bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync(ServerJob job, CancellationToken cancellationToken)
    {
        var start = ChildProcess.BenchItself();
        start.RedirectStandardInput = true;
        start.RedirectStandardError = false;
        start.ArgumentList.Add(ChildProcess.JobOption);
        start.ArgumentList.Add(JsonSerializer.Serialize(job, BenchJson.Default.BenchJob));
        var started = Process.Start(start) ?? throw new BenchException("The server could not be started.");
        var line = await started.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new BenchException("The server ended at its start.");
        var parts = line.Split(' ');
        return new ServerProcess(started, new Uri(parts[0]), parts[1]);
    }

    /// <summary>Opens connections to the server.</summary>
    public async Task<HttpConnection[]> ConnectAsync(int count, CancellationToken cancellationToken)
    {
        var connections = new HttpConnection[count];
        for (var i = 0; i < count; i++)
        {
            connections[i] = new HttpConnection();
            await connections[i].OpenAsync(Address, cancellationToken);
        }

        return connections;
    }

    /// <summary>Asks for one number.</summary>
    public async Task<long> AskAsync(string sql, CancellationToken cancellationToken)
    {
        using var connection = new HttpConnection();
        await connection.OpenAsync(Address, cancellationToken);
        var request = HttpConnection.Request("POST /v1/query", Token, "text/plain", System.Text.Encoding.UTF8.GetBytes(sql));
        var (status, body) = await connection.SendAsync(request, wantsBody: true, cancellationToken);
        if (status != 200) throw new BenchException($"The query was answered with {status}: {body}");

        // The name of the column, then the number; chunks have their size in front.
        var lines = body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var name = Array.FindIndex(lines, text => text == "n");
        return name < 0 ? throw new BenchException($"The query gave {body}") : NumberOf(lines.Skip(name + 1));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static long NumberOf(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.All(char.IsAsciiDigit)) return long.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
        }

        throw new BenchException("The query gave no number.");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Datalake.Aws.Testing;

/// <summary>An AWS emulator, <c>moto_server</c>, in a process of its own on a free loopback port. It knows every account and every service, and forgets all when it ends.</summary>
public sealed class MotoServer : IAsyncDisposable
{
    /// <summary>The access key id to sign with.</summary>
    public const string AccessKeyId = "testing";

    /// <summary>The secret access key to sign with. Moto checks no signature.</summary>
    public const string SecretAccessKey = "testing";

    /// <summary>The region to sign for: moto keeps what it holds by the region of the signature.</summary>
    public const string Region = "eu-west-1";

    /// <summary>The account moto gives to everything.</summary>
    public const string AccountId = "123456789012";

    private const string Command = "moto_server";
    private const string RunningOn = "Running on http://127.0.0.1:";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _output;

    private MotoServer(Process process, Task output, Uri endpoint)
    {
        (_process, _output, Endpoint) = (process, output, endpoint);
    }

    /// <summary>Where it answers, for <c>ServiceURL</c> or <c>AWS_ENDPOINT_URL</c>: <c>http://127.0.0.1:port</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The environment that makes a program of the AWS SDK, ours or any other, use this server and no profile of the machine.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = Endpoint.OriginalString,
        ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>Starts one; where there is no moto, ends the test as <see cref="MissingPart.Skip"/> says.</summary>
    /// <param name="cancellation">Stops the wait, and the server with it.</param>
    public static async Task<MotoServer> RequireAsync(CancellationToken cancellation = default)
    {
        if (Find() is null) MissingPart.Skip("moto_server is not on the PATH: pip install 'moto[server]'");
        return await StartAsync(cancellation);
    }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="cancellation">Stops the wait, and the server with it.</param>
    /// <exception cref="InvalidOperationException">There is no <c>moto_server</c>, or it did not start; the message has what it wrote.</exception>
    public static async Task<MotoServer> StartAsync(CancellationToken cancellation = default)
    {
        var command = Find() ?? throw new InvalidOperationException("moto_server is not on the PATH");
        var start = new ProcessStartInfo(command, ["-H", "127.0.0.1", "-p", "0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["PYTHONUNBUFFERED"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartTimeout);
        var written = new StringBuilder();
        try
        {
            // The server asks the system for a port and says which it got, so that no two servers want the same one. It listens before it says so.
            while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                written.AppendLine(line);
                if (PortIn(line) is not { } port) continue;
                var output = Task.WhenAll(DiscardAsync(process.StandardError), DiscardAsync(process.StandardOutput));
                return new MotoServer(process, output, new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"));
            }
        }
        catch
        {
            await EndAsync(process);
            throw;
        }

        await EndAsync(process);
        throw new InvalidOperationException($"{command} ended before it answered. It wrote: {written}");
    }

    /// <summary>Kills the server and what it started.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        await _output;
    }

    private static string? Find() => (System.Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, Command), Path.Combine(folder, Command + ".exe") })
        .FirstOrDefault(File.Exists);

    private static int? PortIn(string line)
    {
        var at = line.IndexOf(RunningOn, StringComparison.Ordinal);
        return at >= 0 && int.TryParse(line.AsSpan(at + RunningOn.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    // A pipe that nobody reads fills up and stops the writer.
    private static async Task DiscardAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is not null)
        {
        }
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}

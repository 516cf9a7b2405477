using System.Diagnostics;
using Datalake.Testing.Processes;

namespace Datalake.Aws.Testing;

/// <summary>
/// An AWS emulator, <c>moto_server</c>, in a process of its own on a free loopback port. It knows every account and every service, and
/// forgets all when it ends.
/// </summary>
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

    private const string RunningOn = "Running on http://127.0.0.1:";

    private readonly TestProcess _process;

    private MotoServer(TestProcess process, Uri endpoint)
    {
        (_process, Endpoint) = (process, endpoint);
    }

    /// <summary>Where it answers, for <c>ServiceURL</c> or <c>AWS_ENDPOINT_URL</c>: <c>http://127.0.0.1:port</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// The environment that makes a program of the AWS SDK, ours or any other, use this server and no profile of the machine.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = Endpoint.OriginalString,
        ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>
    /// Starts one and waits until it answers; where there is no moto, ends the test as <see cref="MissingPart.Report"/> says.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the wait; the server is stopped with it.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message has what it wrote.</exception>
    public static async Task<MotoServer> RequireAsync(CancellationToken cancellationToken = default)
    {
        // The server asks the system for a port and says which it got, so that no two servers want the same one. It listens before it says
        // so.
        var command = MissingPart.Program("moto_server", "Install it with: pip install 'moto[server]'");
        var start = new ProcessStartInfo(command, ["-H", "127.0.0.1", "-p", "0"]);
        start.Environment["PYTHONUNBUFFERED"] = "1";
        var process = TestProcess.Start(start);
        try
        {
            var line = await process.Errors.WaitForAsync(line => line.Contains(RunningOn, StringComparison.Ordinal), cancellationToken);
            var port = line[(line.IndexOf(RunningOn, StringComparison.Ordinal) + RunningOn.Length)..].Trim();
            return new MotoServer(process, new Uri($"http://127.0.0.1:{port}"));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the server and what it started.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

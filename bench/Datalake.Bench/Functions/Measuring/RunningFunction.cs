using System.Diagnostics;
using System.Text.Json;
using Datalake.Bench.Functions.Arrivals;
using Datalake.Bench.Functions.Services;
using Datalake.Bench.Functions.Variants;
using Datalake.Aws.Testing.Functions;
using Datalake.Aws.Testing.RuntimeApi;

namespace Datalake.Bench.Functions.Measuring;

/// <summary>A function in a process of its own, with a Runtime API of its own.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private static readonly InvocationOptions LongTime = new() { Timeout = TimeSpan.FromMinutes(15) };

    private readonly FunctionKind kind;
    private readonly string title;
    private readonly RuntimeApiHost host;
    private readonly FunctionProcess process;
    private readonly Process observed;

    private RunningFunction(FunctionKind kind, string title, RuntimeApiHost host, FunctionProcess process)
    {
        this.kind = kind;
        this.title = title;
        this.host = host;
        this.process = process;
        observed = Process.GetProcessById(process.Id);
    }

    /// <summary>Ends when it asks for its first event.</summary>
    public Task Ready => host.Ready;

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            observed.Refresh();
            return observed.TotalProcessorTime;
        }
    }

    /// <summary>The maximum resident memory so far, in bytes.</summary>
    public long PeakMemory => process.PeakWorkingSet;

    /// <summary>Starts a function.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="variant">How it was made.</param>
    /// <param name="stub">The services it calls.</param>
    public static async Task<RunningFunction> StartAsync(FunctionKind kind, PublishedVariant variant, ServiceStub stub) =>
        Start(kind, variant, stub, await RuntimeApiHost.StartAsync());

    /// <summary>Starts a function on a Runtime API that is there already, so that a start is that of the function alone.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="variant">How it was made.</param>
    /// <param name="stub">The services it calls.</param>
    /// <param name="host">The Runtime API, which is disposed with it.</param>
    public static RunningFunction Start(FunctionKind kind, PublishedVariant variant, ServiceStub stub, RuntimeApiHost host)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = stub.Endpoint,
            ["DATALAKE_CONTRACTS"] = $"s3://{FunctionKind.LakeBucket}/{FunctionKind.ContractKey}",
            ["DATALAKE_LAKE_BUCKET"] = FunctionKind.LakeBucket,
        };
        foreach (var (name, value) in kind.Environment) environment[name] = value;
        var start = new FunctionStart(variant.Functions[kind.Name].Path) { Name = kind.Name, Environment = environment };
        return new RunningFunction(kind, variant.Title, host, FunctionProcess.Start(start, host));
    }

    /// <summary>Calls it with an arrival and checks what it says it did.</summary>
    /// <param name="arrival">The arrival.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">It failed, or did something else.</exception>
    public async Task CallAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var outcome = await process.InvokeAsync(System.Text.Encoding.UTF8.GetString(kind.EventOf(arrival)), LongTime, cancellationToken);
        if (!outcome.Succeeded) throw new BenchException($"{kind.Name} ({title}) failed: {outcome.Error!.Body}");
        if (kind == FunctionKind.Partition) return;
        using var answer = JsonDocument.Parse(outcome.Payload);
        if (Count("records") == arrival.Records && Count("passed") == arrival.Records && Count("arrivals") == 1) return;
        throw new BenchException($"{kind.Name} ({title}) was given {arrival.Records} records and answered {outcome.Text}");

        int Count(string name) => answer.RootElement.GetProperty(name).GetInt32();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        observed.Dispose();
        await process.DisposeAsync();
        await host.DisposeAsync();
    }
}

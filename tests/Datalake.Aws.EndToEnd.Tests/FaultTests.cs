using Datalake.Aws.Testing;
using Datalake.Aws.Testing.Faults;
using Datalake.Generator;

namespace Datalake.Aws.EndToEnd.Tests;

/// <summary>
/// Whatever services and networks do: nothing is lost, and a row is there twice only where a call was done whose answer was lost.
/// </summary>
public sealed class FaultTests(FaultTests.Lake shared) : IClassFixture<FaultTests.Lake>
{
    [Theory]
    [InlineData("raw is read", Fault.InternalError, 2)]
    [InlineData("raw is read", Fault.Unavailable, 3)]
    [InlineData("raw is read", Fault.Reset, 2)]
    [InlineData("raw is read", Fault.BodyCut, 2)]
    [InlineData("raw is read", Fault.AnswerHangs, 1)]
    [InlineData("raw is read", Fault.Forbidden, 1)]
    [InlineData("raw is looked up", Fault.Unavailable, 2)]
    [InlineData("structured is written", Fault.Throttled, 3)]
    [InlineData("structured is written", Fault.Reset, 2)]
    [InlineData("structured is written", Fault.AnswerLost, 1)]
    [InlineData("structured is written", Fault.AnswerHangs, 1)]
    [InlineData("structured is written", Fault.Forbidden, 2)]
    [InlineData("structured is read", Fault.Throttled, 3)]
    [InlineData("structured is read", Fault.BodyCut, 1)]
    [InlineData("records are put", Fault.InternalError, 4)]
    [InlineData("records are put", Fault.Throttled, 5)]
    [InlineData("records are put", Fault.Reset, 2)]
    [InlineData("records are put", Fault.AnswerLost, 1)]
    [InlineData("records are put", Fault.AnswerHangs, 1)]
    [InlineData("records are put", Fault.PartialBatch, 2)]
    [InlineData("records are put", Fault.Forbidden, 1)]
    public async Task Nothing_is_lost_when(string point, Fault fault, int times)
    {
        var lake = await shared.StartAsync(fault);
        lake.Proxy.Reset();
        lake.DeadLetters.Clear();
        var prefix = $"{point.Replace(' ', '-')}-{fault}-";
        var orders = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 8, Seed = 3, PerObject = 12 }, prefix);
        Assert.True(orders.Rows.Count > 12, "Several arrivals were to be made.");
        lake.Proxy.Break(fault, times, call => IsAt(call, point, lake));
        foreach (var (key, content) in orders.Arrivals) await lake.PutAsync(lake.RawBucket, key, content);

        await lake.PumpAsync();

        Assert.Equal(0, lake.Proxy.Pending);
        Assert.Empty(lake.DeadLetters);
        var rows = (await lake.StagedAsync())
            .Where(row => ((string?)row["_source"])!.StartsWith(prefix, StringComparison.Ordinal))
            .Select(Orders.RowOf)
            .ToList();
        Assert.Equal(orders.Rows.Order(StringComparer.Ordinal), rows.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        if (fault is not (Fault.AnswerLost or Fault.AnswerHangs)) Assert.Equal(orders.Rows.Count, rows.Count);
        Assert.Empty(await lake.KeysAsync("quarantine/checkout/"));
    }

    private static bool IsAt(ProxiedCall call, string point, CloudLake lake) => point switch
    {
        "raw is read" => call.Method == "GET" && call.Path.StartsWith($"/{lake.RawBucket}/", StringComparison.Ordinal),
        "raw is looked up" => call.Method == "HEAD" && call.Path.StartsWith($"/{lake.RawBucket}/", StringComparison.Ordinal),
            "structured is written" => call.Method == "PUT"
                && call.Path.StartsWith($"/{lake.LakeBucket}/structured_json/", StringComparison.Ordinal),
            "structured is read" => call.Method == "GET"
                && call.Path.StartsWith($"/{lake.LakeBucket}/structured_json/", StringComparison.Ordinal),
        "records are put" => call.Is("PutRecordBatch"),
        _ => throw new ArgumentOutOfRangeException(nameof(point), point, "There is no such point."),
    };

    /// <summary>One lake for the faults that are answered and one for those that hang; each test has keys of its own.</summary>
    public sealed class Lake(MotoFixture moto, PublishedFunctions functions) : IAsyncDisposable
    {
        private readonly Dictionary<string, CloudLake> lakes = new(StringComparer.Ordinal);

        internal async Task<CloudLake> StartAsync(Fault fault)
        {
            var name = fault == Fault.AnswerHangs ? "faults-that-hang" : "faults";
            if (lakes.TryGetValue(name, out var started)) return started;
            var lake = lakes[name] = await CloudLake.StartAsync(name, moto, functions);
            await lake.StartPipelineAsync(fault);
            return lake;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var lake in lakes.Values) await lake.DisposeAsync();
        }
    }
}

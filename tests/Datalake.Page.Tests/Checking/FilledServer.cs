using System.Globalization;
using Datalake.Generator;

namespace Datalake.Page.Tests.Checking;

/// <summary>
/// A server with orders in its lake, some of them quarantined, brought in by several commits. The tests of the assembly share it, so they
/// only look at it; a test that changes something starts a <see cref="PageServer"/> of its own.
/// </summary>
public sealed class FilledServer : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1);
    private PageServer? server;

    /// <summary>What was generated.</summary>
    internal GenerationCounts Made { get; private set; } = new();

    /// <summary>Rows of the table <c>checkout</c>.</summary>
    internal long Rows => Made.Versions + Later;

    /// <summary>Rows that came one by one after the generated ones, each with a commit of its own.</summary>
    internal static int Later => 3;

    /// <summary>The server, with everything in its tables.</summary>
    internal async Task<PageServer> GetAsync()
    {
        await starting.WaitAsync(Test.Token);
        try
        {
            if (server is not null) return server;
            var started = await PageServer.StartAsync(folder =>
            {
                PageServer.CopyDatasets(folder);
                Made = new CheckoutGenerator(
                        new CheckoutGeneratorOptions { Orders = 150, PerObject = 20, Bad = 0.02, Duplicates = 0.02, Late = 0.05, Seed = 2026 })
                    .Generate(new FolderArrivalSink(folder["lake/raw"]), null, Test.Token);
            });
            await started.UntilAsync("SELECT count(*) FROM checkout", Text(Made.Versions));
            for (var i = 1; i <= Later; i++)
            {
                await started.StoreAsync("checkout", Order(i));
                await started.UntilAsync("SELECT count(*) FROM checkout", Text(Made.Versions + i));
            }

            return server = started;
        }
        finally
        {
            starting.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        starting.Dispose();
    }

    private static string Order(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"OrderId":"posted-{{number}}","Status":"invoiced","Value":{{number * 1000}},"LastChange":"2026-02-0{{number}}T08:00:00Z","Coupon":"SPRING"}""");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using Datalake.Embedded.Engine;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class LargeRowTests
{
    [Fact]
    public async Task Rows_of_a_megabyte_that_must_be_sorted_fit_into_little_memory()
    {
        using var lake = new TestLake
        {
            Configure = options =>
                options with
                {
                    Engine = new EngineOptions { MemoryMegabytes = 64, Threads = 2 },
                },
        };
        var random = new Random(1);
        var noise = new byte[500_000];
        for (var file = 0; file < 3; file++)
        {
            for (var i = 0; i < 40; i++)
            {
                random.NextBytes(noise);
                lake.Drop(
                    $"orders/{file}-{i}",
                    Contracts.Order($"o{i * 3 + file:d6}", "2026-11-19T10:00:00Z", i, $$""","Status":"{{Convert.ToHexString(noise)}}" """)
                );
            }

            await lake.IngestAsync();
        }

        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        Assert.Equal(
            lake.Stage("orderid, value, _digest, md5(status) AS hash"), lake.Consumable("orderid, value, _digest, md5(status) AS hash"));
    }
}

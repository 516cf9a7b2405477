using System.Net;
using System.Net.Http.Json;
using System.Text;
using Datalake.Embedded;
using Datalake.Quarantining;
using Datalake.Server.Receiving;

namespace Datalake.Server.Tests.Receiving;

/// <summary>Whatever comes, an answer of success says what the lake finds in the arrival that was stored.</summary>
public sealed class RandomBodyTests : IAsyncLifetime
{
    private const int Bodies = 400;

    private ReceivingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReceivingHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_counts_of_an_answer_are_those_of_the_lake()
    {
        var random = new Random(TestSeed.Next());
        using var folder = new TestFolder();
        folder.Write("datasets/orders/dataset.json", ReceivingHost.ContractText("""{"keys":"o/{k}"}"""));
        long records = 0, unreadable = 0, refused = 0;
        for (var i = 0; i < Bodies; i++)
        {
            var body = Damage(Batch(random), random);
            if (random.Next(4) == 0) body = Damage(ReceivingHost.Gzip(body), random);
            using var answer = await host.SendAsync(HttpMethod.Post, "/json", body);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Assert.InRange((int)answer.StatusCode, 400, 422);
                refused++;
                continue;
            }

            var received = (await answer.Content.ReadFromJsonAsync<ReceivedRecords>(Test.Token))!;
            Assert.Equal(body, host.Stored[^1]);
            records += received.Records;
            unreadable += received.Unreadable;
            Directory.CreateDirectory(folder["lake/raw/o"]);
            await File.WriteAllBytesAsync(folder[FormattableString.Invariant($"lake/raw/o/{i}")], body, Test.Token);
        }

        await using var lake = EmbeddedLake.Open(new LakeOptions { Root = folder["lake"], Datasets = folder["datasets"] });
        var report = await lake.IngestAsync(null, Test.Token);
        var found = 0L;
        await foreach (var entry in lake.Quarantine.ListAsync("orders", key => Assert.Fail(key), Test.Token))
        {
            if (entry.Step == QuarantineStep.Structure) found++;
        }

        Assert.Equal(Bodies - refused, report.Arrivals);
        Assert.Equal(records, report.Records);
        Assert.Equal(unreadable, found);
        Assert.InRange(refused, 1, Bodies - 1);
        Assert.InRange(unreadable, 1, records - 1);
    }

    private static byte[] Batch(Random random)
    {
        var records = Enumerable.Range(0, random.Next(1, 6)).Select(i => $$"""{"id":"{{i}}","at":"2026-11-27T12:00:00Z","n":{{random.Next()}},"t":"ä\n"}""");
        return Encoding.UTF8.GetBytes(random.Next(3) == 0 ? $"[{string.Join(",\n", records)}]" : string.Join('\n', records));
    }

    /// <summary>The same in two of five cases; else with a few bytes changed, cut or doubled.</summary>
    private static byte[] Damage(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var i = random.Next(5) - 2; i > 0 && bytes.Count > 1; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)"{}[]\",:\\\n"[random.Next(9)];
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, random.Next(bytes.Count)));
                    break;
            }
        }

        return [.. bytes];
    }
}

using System.IO.Compression;
using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Ingestion;

/// <summary>Promise 7: bad input never stops good input. Each arrival is bad in one way and lies among good ones.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly string Good = Contracts.Order("good", "2026-11-19T10:00:00Z");

    private readonly TestLake lake = new(contracts: [Contracts.Orders, Contracts.Prices]);

    public void Dispose() => lake.Dispose();

    public static TheoryData<string, string, int, int> BadArrivals => new()
    {
        { "empty", "empty", 0, 1 },
        { "blanks", "empty", 0, 1 },
        { "empty-gzip", "empty", 0, 1 },
        { "cut-gzip", "bad-gzip", 0, 1 },
        { "damaged-gzip", "bad-gzip", 0, 1 },
        { "gzip-bomb", "gzip-bomb", 0, 1 },
        { "large-record", "too-large", 2, 1 },
        { "large-text", "too-large", 0, 1 },
        { "cut-json", "truncated", 0, 1 },
        { "binary", "malformed-json", 0, 1 },
        { "not-utf8", "invalid-utf8", 1, 1 },
        { "deep", "too-deep", 1, 1 },
        { "number", "not-an-object", 0, 1 },
        { "gzip-and-more", "bad-gzip", 1, 1 },
        { "gzip-with-a-wrong-checksum", "bad-gzip", 0, 1 },
        { "second-gzip-with-a-wrong-checksum", "bad-gzip", 0, 1 },
        { "zip", "unknown-format", 0, 1 },
    };

    [Theory]
    [MemberData(nameof(BadArrivals))]
    public async Task A_bad_arrival_goes_to_quarantine_with_its_rule_and_the_good_ones_are_delivered(
        string what, string rule, int delivered, int quarantined)
    {
        lake.Drop("orders/a", Good);
        lake.Drop("orders/bad", Content(what));
        lake.Drop("orders/z", Good);

        var report = await lake.IngestAsync();

        Assert.Equal((3, delivered + 2, quarantined), (report.Arrivals, report.Delivered, report.Quarantined));
        Assert.True(report.IsConserved);
        var entry = Assert.Single(await lake.QuarantineAsync());
        Assert.Equal((rule, "orders/bad"), (entry.Rule, entry.Source));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        Assert.Empty((await lake.StatusAsync()).Differences);
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
    }

    [Fact]
    public async Task A_csv_row_that_does_not_fit_its_header_goes_alone()
    {
        lake.Drop("prices/p.csv", "sku,price,changed\na,1,2026-11-19\nb,2\nc,3,2026-11-19,more\n\"d,4,2026-11-19\n");
        lake.Drop("prices/good.csv", "sku,price,changed\nx,1,2026-11-19\n");
        lake.Drop("prices/header.csv", "sku,price,changed\n");

        var report = await lake.IngestAsync();

        Assert.Equal((2, 3), (report.Delivered, report.Quarantined));
        Assert.Equal(
            ["malformed-csv", "malformed-csv", "malformed-csv"],
            (await lake.QuarantineAsync("prices")).Select(entry => entry.Rule).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_batch_without_records_is_done_with_none()
    {
        lake.Drop("orders/array", "[]");
        lake.Drop("prices/header.csv", "sku,price,changed\n");

        Assert.Equal((2, 0, 0), await lake.IngestAsync() is var report ? (report.Arrivals, report.Records, report.Quarantined) : default);

        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task Payloads_come_back_byte_for_byte()
    {
        byte[][] payloads =
        [
            [0xff, 0x00, 0x7b, 0x7d],
            "{\"a\":\"\0\u2028\u001b\uFFFE\uD83D\uDE00é"u8.ToArray(),
            "{\"OrderId\":\"\\ud800\"}"u8.ToArray(),
            [0xed, 0xa0, 0x80],
            [0xc0, 0x80],
            "<p>\t'\"&+/</p>"u8.ToArray(),
            [0],
        ];
        for (var i = 0; i < payloads.Length; i++) lake.Drop($"orders/{i}", payloads[i]);
        Assert.Equal(payloads.Length, (await lake.IngestAsync()).Quarantined);

        Assert.Equal(payloads, (await lake.QuarantineAsync()).Select(entry => entry.ReadPayload()));
    }

    [Fact]
    public async Task Records_just_below_the_limit_are_delivered_even_when_all_of_them_is_rescued()
    {
        var quotes = string.Concat(Enumerable.Repeat("\\\"", 8_000_000));
        for (var i = 0; i < 3; i++)
            lake.Drop($"orders/{i}", Contracts.Order($"{i}", "2026-11-19T10:00:00Z", 1, $$""","Unknown":"{{quotes}}" """));

        Assert.Equal((3, 3), (await lake.IngestAsync()) is var report ? (report.Delivered, report.Rescued) : default);
        Assert.Equal(Enumerable.Repeat("{'length': 16000014}", 3), lake.Stage("length(_rescued) AS length"));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        Assert.Equal(3, lake.Consumable().Count);
    }

    [Fact]
    public void Wrong_contracts_are_told_all_at_once_before_anything_is_touched()
    {
        using var wrong = new TestLake(contracts:
        [
                """{ "name": "first", "database": "d", "raw": { "keys": "a/{x}", "format": "xml" }, "identity": [], "changedAt": ["t"], "columns": { "year": "int", "a": "nothing" } }""",
                """{ "name": "second", "database": "d", "raw": { "keys": "a/{y}", "format": "json" }, "identity": ["nope"], "changedAt": ["t"], "columns": { "t": "timestamp" } }""",
        ]);

        var failure = Assert.Throws<ContractException>(() => wrong.Open());

        Assert.InRange(failure.Problems.Count, 5, 20);
        Assert.False(Directory.Exists(wrong.Root));
    }

    private static byte[] Content(string what)
    {
        switch (what)
        {
            case "empty":
                return [];
            case "blanks":
                return "\uFEFF \r\n\t\n"u8.ToArray();
            case "empty-gzip":
                return Gzip("");
            case "cut-gzip":
                // The first record is within what can be read of it.
                var noise = new byte[100_000];
                new Random(3).NextBytes(noise);
                var whole = Gzip($"{Good}\n{{\"Status\":\"{Convert.ToHexString(noise)}\"");
                return whole[..^2000];
            case "damaged-gzip":
                var damaged = Gzip(Good);
                damaged[12] ^= 0xff;
                return damaged;
            case "gzip-bomb":
                return Gzip(writer =>
                {
                    writer.Write(Encoding.UTF8.GetBytes(Good + "\n\""));
                    var block = new byte[1 << 20];
                    Array.Fill(block, (byte)'a');
                    for (var i = 0; i < 200; i++) writer.Write(block);
                });
            case "large-record":
                return Encoding.UTF8.GetBytes(
                    $"{Good}\n{Contracts.Order("x", "2026-11-19", 1, $$""","Status":"{{new string('s', 64 << 20)}}" """)}\n{Good}\n"
                );
            case "large-text":
                return Encoding.UTF8.GetBytes(new string('x', 64 << 20));
            case "cut-json":
                return Encoding.UTF8.GetBytes(Good[..^10]);
            case "binary":
                return [0, 1, 2, 3, 4, 5];
            case "not-utf8":
                return [.. Encoding.UTF8.GetBytes(Good + "\n{\"OrderId\":\"x"), 0xc3, 0x28, .. "\",\"LastChange\":\"2026-11-19\"}"u8];
            case "deep":
                return Encoding.UTF8.GetBytes($"{Good}\n{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}");
            case "gzip-with-a-wrong-checksum":
                // More than is held in memory, so that records are on their way to the stage before the checksum is seen.
                var wrong = Gzip(string.Concat(Enumerable.Repeat(Good + "\n", 40_000)));
                wrong[^8] ^= 1;
                return wrong;
            case "second-gzip-with-a-wrong-checksum":
                var second = Gzip(Good + "\n");
                second[^8] ^= 1;
                return [.. Gzip(Good + "\n"), .. second];
            case "zip":
                return [.. "PK\u0003\u0004"u8, 20, 0, 0, 0, 8, 0, .. Encoding.UTF8.GetBytes(Good)];
            case "gzip-and-more":
                return [.. Gzip(Good), .. Encoding.UTF8.GetBytes(Good)];
            case "number":
                return "42"u8.ToArray();
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "Unknown.");
        }
    }

    private static byte[] Gzip(string text) => Gzip(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static byte[] Gzip(Action<Stream> write)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal)) write(zip);
        return memory.ToArray();
    }
}

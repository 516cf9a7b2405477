using System.IO.Compression;
using System.Text;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Ingestion;

public sealed class IngestTests : IDisposable
{
    private readonly TestLake lake = new(contracts: [Contracts.Orders, Contracts.Prices]);

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Every_form_of_arrival_is_taken_with_its_source()
    {
        var one = Contracts.Order("a", "2026-11-19T10:00:00Z");
        var two = Contracts.Order("b", "2026-11-19T10:00:00Z");
        lake.Drop("orders/object", one);
        lake.Drop("orders/lines", one + "\n\n" + two + "\n");
        lake.Drop("orders/array", $"[{one}, {two}]");
        lake.Drop("orders/one-line", one + "\n");
        lake.Drop("orders/deep/er/zipped.gz", Gzip(one + "\n" + two));
        lake.Drop("prices/p.csv", "sku,price,changed\r\nx,1.50,2026-11-19T00:00:00Z\r\ny,,2026-11-19 01:00:00\r\n");

        var report = await lake.IngestAsync();

        Assert.Equal((6, 6, 10, 10, 0), (report.Found, report.Arrivals, report.Records, report.Delivered, report.Quarantined));
        Assert.True(report.IsConserved);
        Assert.Equal(
            [
                "orders/array#1",
                "orders/array#2",
                "orders/deep/er/zipped.gz#1",
                "orders/deep/er/zipped.gz#2",
                "orders/lines#1",
                "orders/lines#3",
                "orders/object",
                "orders/one-line",
            ],
            lake.Stage("_source").Select(row => row["{'_source': ".Length..^1]));
        Assert.Equal(
            ["{'sku': x, 'price': 1.50, '_source': prices/p.csv#1}", "{'sku': y, 'price': NULL, '_source': prices/p.csv#2}"],
            lake.Stage("sku, price, _source", "prices")
        );
    }

    [Fact]
    public async Task Arrivals_that_no_dataset_claims_are_counted_and_stay()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        for (var i = 0; i < 30; i++) lake.Drop($"unknown/{i:d2}", "whatever");

        var report = await lake.IngestAsync();

        Assert.Equal((31, 30, 1), (report.Found, report.Unclaimed, report.Delivered));
        Assert.Equal(20, report.UnclaimedKeys.Count);
        Assert.All(report.UnclaimedKeys, key => Assert.StartsWith("unknown/", key, StringComparison.Ordinal));
        Assert.Equal(31, lake.Files("raw").Count);
        Assert.Empty(await lake.QuarantineAsync());
    }

    [Fact]
    public async Task An_arrival_is_never_taken_twice_and_one_with_new_content_is_a_new_one()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        Assert.Equal(1, (await lake.IngestAsync()).Arrivals);
        Assert.Equal((1, 0), Arrivals(await lake.IngestAsync()));

        lake.Drop("orders/1", Contracts.Order("a", "2026-11-20T10:00:00Z", 2));
        Assert.Equal((1, 1), Arrivals(await lake.IngestAsync()));
        Assert.Equal(["{'orderid': a, 'value': 1}", "{'orderid': a, 'value': 2}"], lake.Stage());
    }

    [Fact]
    public async Task Two_arrivals_with_one_content_are_one_row()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        lake.Drop(
            "orders/2",
            " "
                + Contracts
                    .Order("a", "2026-11-19T10:00:00Z")
                    .Replace(":", " : ", StringComparison.Ordinal)
                    .Replace("T10 : 00 : 00", "T10:00:00", StringComparison.Ordinal)
        );
        Assert.Equal(2, (await lake.IngestAsync()).Delivered);
        await lake.PartitionAsync();
        Assert.Single(lake.Consumable());
    }

    [Fact]
    public async Task Bad_records_go_to_quarantine_one_by_one_and_the_rest_is_delivered()
    {
        string[] bad =
        [
            "{\"OrderId\":\"x\",",
            "{\"OrderId\":[1",
            "42",
            "{\"LastChange\":\"2026-11-19T10:00:00Z\"}",
            "{\"OrderId\":\"\",\"LastChange\":\"2026-11-19\"}",
            "{\"OrderId\":\"x\"}",
            "{\"OrderId\":\"x\",\"LastChange\":\"2026-13-01\"}",
            "{\"OrderId\":\"x\",\"LastChange\":\"0001-01-01\"}",
            "{\"OrderId\":\"\\ud800\",\"LastChange\":\"2026-11-19\"}",
            "\"text\"",
        ];
        lake.Drop(
            "orders/mixed",
            string.Concat(bad.Select((record, i) => Contracts.Order($"{i}", "2026-11-19T10:00:00Z") + "\n" + record + "\n"))
        );

        var report = await lake.IngestAsync();

        Assert.Equal((20, 10, 10), (report.Records, report.Delivered, report.Quarantined));
        var entries = await lake.QuarantineAsync("orders");
        Assert.Equal(bad, entries.Select(entry => entry.Payload));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => i * 2L), entries.Select(entry => entry.Record));
        Assert.All(entries, entry => Assert.Equal("orders/mixed", entry.Source));
    }

    [Fact]
    public async Task What_a_record_has_beyond_the_contract_is_rescued_and_counted()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z", 1, ",\"New\":{\"x\":[1,\"ü\"]}"));
        lake.Drop("orders/2", """{"OrderId":"b","Value":"1.5","LastChange":"2026-11-19"}""");
        Assert.Equal((2, 2), ((await lake.IngestAsync()) is var report ? report.Delivered : 0, report.Rescued));
        Assert.Equal(
            ["{'orderid': a, '_rescued': '{\"New\":{\"x\":[1,\"ü\"]}}'}", "{'orderid': b, '_rescued': '{\"Value\":\"1.5\"}'}"],
            lake.Stage("orderid, _rescued")
                .Select(row =>
                    row.Replace("\\\"", "\"", StringComparison.Ordinal)
                        .Replace("\"{", "'{", StringComparison.Ordinal)
                        .Replace("}\"", "}'", StringComparison.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData("orders/new\nline")]
    [InlineData("orders/back\\slash")]
    [InlineData("orders/tab\there")]
    [InlineData("orders/a\u001b[31mred")]
    public async Task A_key_that_the_lake_cannot_have_goes_to_quarantine_once(string key)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        lake.Drop(key, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        lake.Drop("orders/good", Contracts.Order("b", "2026-11-19T10:00:00Z"));

        var report = await lake.IngestAsync();

        Assert.Equal((2, 1, 1), (report.Records, report.Delivered, report.Quarantined));
        Assert.Equal(("bad-key", key), Assert.Single(await lake.QuarantineAsync()) is var entry ? (entry.Rule, entry.Source) : default);
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task Two_keys_of_1100_bytes_that_begin_alike_are_two_entries()
    {
        var folders = "orders/" + string.Concat(Enumerable.Repeat(new string('f', 200) + "/", 5));
        foreach (var name in (string[])["a", "b"])
        {
            lake.Drop(folders + name + new string('n', 100), Contracts.Order(name, "2026-11-19T10:00:00Z"));
            File.SetLastWriteTimeUtc(
                lake.PathOf("raw/" + folders + name + new string('n', 100)), new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal(2, (await lake.IngestAsync()).Quarantined);

        Assert.Equal(["bad-key", "bad-key"], (await lake.QuarantineAsync()).Select(entry => entry.Rule));
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task A_name_that_is_too_long_for_a_folder_once_it_has_its_ending_does_not_stop_the_rest()
    {
        lake.Drop($"orders/{new string('n', 253)}", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        lake.Drop("orders/good", Contracts.Order("b", "2026-11-19T10:00:00Z"));

        var report = await lake.IngestAsync();

        Assert.Equal((1, 1, 0), (report.Delivered, report.Quarantined, report.Failures.Count));
        Assert.Equal("bad-key", Assert.Single(await lake.QuarantineAsync()).Rule);
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
    }

    [Fact]
    public async Task Files_of_the_same_name_as_the_stores_own_temporaries_are_not_arrivals()
    {
        lake.Drop("orders/.~1-2", "half");
        Assert.Equal(0, (await lake.IngestAsync()).Found);
    }

    [Fact]
    public async Task A_lake_of_no_arrivals_is_fine()
    {
        Assert.Equal((0, 0), Arrivals(await lake.IngestAsync()));
        Assert.Empty(await lake.PartitionAsync());
        Assert.Empty(lake.Files("_state/commits"));
    }

    private static (long, long) Arrivals(IngestReport report) => (report.Found, report.Arrivals);

    private static byte[] Gzip(string text)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest)) zip.Write(Encoding.UTF8.GetBytes(text));
        return memory.ToArray();
    }
}

using Datalake.Embedded.Tests.Checking;
using Datalake.Protection;

namespace Datalake.Embedded.Tests.Ingestion;

/// <summary>A dataset whose protect key is missing waits, and keeps no other from being ingested.</summary>
public sealed class MissingKeyTests : IDisposable
{
    private const string People = """
        {"name":"people","database":"people","raw":{"keys":"people/{id}","format":"json"},"identity":["id"],"changedAt":["at"],
         "protect":[{"path":"email","with":"hmac","key":"env:PEOPLE_KEY"}],"columns":{"id":"string","at":"timestamp","email":"string"}}
        """;

    private readonly TestLake lake = new(contracts: [Contracts.Orders, People]);

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Its_arrivals_wait_with_the_reason_and_the_others_are_delivered()
    {
        Drop();
        UseKey(null);

        var report = await lake.IngestAsync();

        Assert.Equal((2, 1, 1), (report.Found, report.Arrivals, report.Delivered));
        var (dataset, arrivals, reason) = Assert.Single(report.Waiting);
        Assert.Equal(("people", 1), (dataset, arrivals));
        Assert.Contains("PEOPLE_KEY", reason, StringComparison.Ordinal);
        Assert.Contains("people", reason, StringComparison.Ordinal);
        Assert.Empty(lake.StageFiles("people"));
    }

    [Fact]
    public async Task Once_the_key_is_there_they_are_taken()
    {
        Drop();
        UseKey(null);
        await lake.IngestAsync();
        UseKey("a secret of sixteen bytes");

        var report = await lake.IngestAsync();

        Assert.Equal((1, 1), (report.Arrivals, report.Delivered));
        Assert.Empty(report.Waiting);
        Assert.DoesNotContain("a@b.c", Assert.Single(lake.Stage("email", "people")), StringComparison.Ordinal);
    }

    private void Drop()
    {
        lake.Drop("orders/a", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        lake.Drop("people/p", """{"id":"p","at":"2026-11-19T10:00:00Z","email":"a@b.c"}""");
    }

    private void UseKey(string? key) =>
        lake.Configure = options => options with { ProtectionKeys = new ProtectionKeys(name => name == "PEOPLE_KEY" ? key : null) };
}

using System.Text;
using Datalake.Embedded.Correcting;
using Datalake.Embedded.Tests.Checking;
using Datalake.Quarantining;
using Datalake.Records;

namespace Datalake.Embedded.Tests.Correcting;

public sealed class RecordCorrectionTests : IDisposable
{
    private const string Hidden = """
        {
          "name": "people", "database": "shop", "raw": { "keys": "people/{id*}", "format": "json" },
          "identity": ["id"], "changedAt": ["at"], "protect": [{ "path": "email", "with": "mask" }],
          "columns": { "id": "string", "email": "string", "at": "timestamp" }
        }
        """;

    private static readonly string Enveloped = Contracts.Orders.Replace(
        "\"format\": \"json\"", "\"format\": \"json\", \"records\": \"data.nodes[]\"", StringComparison.Ordinal);

    private readonly TestLake lake = new(contracts: [Contracts.Orders, Contracts.Prices, Hidden]);

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_broken_record_is_drafted_as_it_came_and_its_correction_becomes_a_row()
    {
        const string Broken = "{\"OrderId\":\"a\",\"Value\":1,\"LastChange\":\"2026-11-20T08:00:00Z\"";
        lake.Drop("orders/1", Broken);
        var (correction, entry) = await QuarantineAsync("orders");

        Assert.Equal(new CorrectionDraft(Broken, null), await correction.DraftAsync(entry, Test.Token));
        Assert.Equal(RecordRules.Truncated, (await correction.CheckAsync(Broken, Test.Token)).Problem!.Rule);
        var good = await correction.CheckAsync(Broken + "}", Test.Token);
        Assert.Null(good.Problem);
        Assert.Contains("\"orderid\":\"a\"", good.Row, StringComparison.Ordinal);

        lake.Drop("orders/2", correction.ArrivalOf(Broken + "}"));
        await lake.IngestAsync();
        await lake.PartitionAsync();
        Assert.Equal(["{'orderid': a, 'value': 1}"], lake.Consumable());
    }

    [Fact]
    public async Task A_record_that_was_structured_is_drafted_as_it_came_so_that_no_rule_applies_twice()
    {
        lake.Drop("people/1", """[{"email":"a@example.com","at":"2026-11-20T08:00:00Z"},{"id":"b","email":"b@example.com","at":"2026-11-20"}]""");
        var (correction, entry) = await QuarantineAsync("people");
        Assert.Equal(QuarantineStep.Deliver, entry.Step);

        var draft = await correction.DraftAsync(entry, Test.Token);

        Assert.Equal("""{"email":"a@example.com","at":"2026-11-20T08:00:00Z"}""", draft.Text);
        var row = (await correction.CheckAsync(draft.Text!.Replace("{\"email", "{\"id\":\"a\",\"email", StringComparison.Ordinal), Test.Token)).Row;
        Assert.DoesNotContain("a@example.com", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_whose_arrival_was_replaced_since_has_no_draft()
    {
        lake.Drop("people/1", """[{"email":"a","at":"2026-11-20T08:00:00Z"},{"id":"b","at":"2026-11-20T08:00:00Z"}]""");
        var (correction, entry) = await QuarantineAsync("people");
        lake.Drop("people/1", "[]");

        var draft = await correction.DraftAsync(entry, Test.Token);

        Assert.Null(draft.Text);
        Assert.Contains("people/1", draft.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_out_of_a_document_is_corrected_by_itself_and_arrives_in_a_document()
    {
        lake.SetContract(Enveloped);
        lake.Drop("orders/1", $$"""{"data":{"nodes":[{"Value":7},{{Contracts.Order("b", "2026-11-20T08:00:00Z")}}]} }""");
        var (correction, entry) = await QuarantineAsync("orders");
        Assert.Equal("""{"Value":7}""", (await correction.DraftAsync(entry, Test.Token)).Text);

        var wrong = await correction.CheckAsync("""{"Value":}""", Test.Token);
        Assert.Equal((RecordRules.MalformedJson, 9L), (wrong.Problem!.Rule, wrong.Problem.Offset));
        var order = Contracts.Order("c", "2026-11-20T08:00:00Z", 7);
        Assert.Null((await correction.CheckAsync(order, Test.Token)).Problem);
        lake.Drop("orders/2", correction.ArrivalOf(order));
        await lake.IngestAsync();
        Assert.Equal(["{'orderid': b, 'value': 1}", "{'orderid': c, 'value': 7}"], lake.Stage());
    }

    [Fact]
    public async Task A_row_of_CSV_is_corrected_together_with_its_header()
    {
        lake.Drop("prices/1", "sku,price,changed\na,1.50,2026-11-20\nb,2.50\n");
        var (correction, entry) = await QuarantineAsync("prices");

        var draft = await correction.DraftAsync(entry, Test.Token);
        Assert.Equal("sku,price,changed\nb,2.50", draft.Text!.TrimEnd('\n'));
        Assert.Equal(RecordRules.MalformedCsv, (await correction.CheckAsync(draft.Text!, Test.Token)).Problem!.Rule);
        const string Fixed = "sku,price,changed\nbé,2.50,2026-11-21";
        Assert.Null((await correction.CheckAsync(Fixed, Test.Token)).Problem);
        lake.Drop("prices/2", correction.ArrivalOf(Fixed));
        await lake.IngestAsync();
        Assert.Equal(["{'sku': a, 'price': 1.50}", "{'sku': bé, 'price': 2.50}"], lake.Stage("sku, price", "prices"));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_drafted_with_a_note()
    {
        lake.Drop("orders/1", Encoding.Latin1.GetBytes(Contracts.Order("é", "2026-11-20T08:00:00Z")));
        var (correction, entry) = await QuarantineAsync("orders");

        var draft = await correction.DraftAsync(entry, Test.Token);

        Assert.Contains("\"é\"", draft.Text, StringComparison.Ordinal);
        Assert.NotNull(draft.Note);
    }

    [Theory]
    [InlineData("", RecordRules.Empty)]
    [InlineData("   ", RecordRules.Empty)]
    [InlineData("[]", RecordRules.Empty)]
    [InlineData("7", RecordRules.NotAnObject)]
    [InlineData("""{"Value":1}""", RecordRules.NoIdentity)]
    [InlineData("""{"OrderId":"a"}""", RecordRules.NoChangeDate)]
    [InlineData("""{"OrderId":"a","LastChange":"2026-11-20"}{"OrderId":"b","LastChange":"2026-11-20"}""", RecordRules.MalformedJson)]
    public async Task What_is_not_one_good_record_is_refused(string text, string rule)
    {
        var correction = new RecordCorrection(lake.Options(), lake.Catalog.Find("orders")!);

        var check = await correction.CheckAsync(text, Test.Token);

        Assert.Equal(rule, check.Problem!.Rule);
        Assert.Null(check.Row);
    }

    [Fact]
    public async Task A_check_counts_the_values_that_would_be_rescued()
    {
        var correction = new RecordCorrection(lake.Options(), lake.Catalog.Find("orders")!);

        var check = await correction.CheckAsync(Contracts.Order("a", "2026-11-20T08:00:00Z", 1, ""","Gift":true,"Status":{}"""), Test.Token);

        Assert.Equal((null, 2), (check.Problem, check.Rescued));
    }

    private async Task<(RecordCorrection Correction, QuarantineEntry Entry)> QuarantineAsync(string dataset)
    {
        await lake.IngestAsync();
        return (new RecordCorrection(lake.Options(), lake.Catalog.Find(dataset)!), Assert.Single(await lake.QuarantineAsync()));
    }
}

using Datalake.Datasets;
using Datalake.Embedded.Schemas;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Schemas;

public sealed class SchemaReviewTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task What_arrives_beside_the_contract_is_proposed_and_nothing_else_changes()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-20T08:00:00Z", 1, ""","gift":{"note":"x"},"Items":[{"id":"i","quantity":1,"sku":"s"}]"""));
        lake.Drop("orders/2", Contracts.Order("b", "2026-11-20T08:00:00Z", 2));
        await lake.IngestAsync();

        var review = await ReviewAsync();

        var undeclared = review.Comparison.Findings.Where(finding => finding.Kind == SchemaFindingKind.Undeclared).ToArray();
        Assert.Equal(["Items[].sku", "gift"], undeclared.Select(finding => finding.Path));
        Assert.All(undeclared, finding => Assert.Equal(1, finding.Records));
        Assert.Equal((2, 1), (review.Comparison.Records, review.Comparison.Rescued));
        Assert.Equal(
            [
                "-    \"Items\": \"array<struct<id:string,quantity:bigint>>\"",
                "+    \"Items\": \"array<struct<id:string,quantity:bigint,sku:string>>\",",
                "+    \"gift\": \"struct<note:string>\"",
            ],
            Changes(review));
        Assert.Empty(DatasetContractReader.Read(System.Text.Encoding.UTF8.GetBytes(review.Proposed!), "proposed").Problems);
    }

    [Fact]
    public async Task A_column_whose_values_do_not_fit_is_widened_and_the_others_keep_their_types()
    {
        lake.Drop("orders/1", """[{"OrderId":"a","Value":1.5,"LastChange":"2026-11-20T08:00:00Z"},{"OrderId":"2","Value":3,"LastChange":"2026-11-20T08:00:00Z"}]""");
        await lake.IngestAsync();

        var review = await ReviewAsync();

        var change = Changes(review);
        Assert.Equal("-    \"Value\": \"bigint\",", change[0]);
        Assert.StartsWith("+    \"Value\": \"decimal(", change[1], StringComparison.Ordinal);
        Assert.Equal(2, change.Length);
    }

    [Fact]
    public async Task A_contract_that_takes_everything_needs_no_change()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-20T08:00:00Z"));
        await lake.IngestAsync();

        var review = await ReviewAsync();

        Assert.Null(review.Proposed);
        Assert.Empty(review.Diff);
        Assert.Contains(review.Comparison.Findings, finding => finding.Kind == SchemaFindingKind.Absent);
    }

    [Theory]
    [InlineData("client.email", "client.email", true)]
    [InlineData("client", "client.email", true)]
    [InlineData("**.email", "client.Email", true)]
    [InlineData("**.*mail*", "list[].emails", true)]
    [InlineData("client.email", "client", true)]
    [InlineData("notes.secret", "notes.*", true)]
    [InlineData("client.email", "client.phone", false)]
    [InlineData("**.email", "client.phone.number", false)]
    public async Task An_example_of_a_place_that_a_protect_rule_speaks_of_is_not_shown(string rule, string place, bool isProtected)
    {
        lake.SetContract(Contracts.Orders.Replace(
            "\"columns\"", $$"""
            "protect": [{ "path": "{{rule}}", "with": "mask" }],
            "columns"
            """, StringComparison.Ordinal));
        await Task.CompletedTask;

        Assert.Equal(isProtected, ProtectedPath.Covers(lake.Catalog.Find("orders")!, place));
    }

    [Fact]
    public void A_diff_shows_changed_lines_with_three_around_them()
    {
        var diff = LineDiff.Of("a\nb\nc\nd\ne\nf", "a\nb\nc\nd\nX\nf\nY");

        Assert.Equal(["b", "c", "d", "-e", "+X", "f", "+Y"], diff.Select(Text));
        Assert.Equal([2, 3, 4, 5, null, 6, null], diff.Select(line => line.Number));
        Assert.Empty(LineDiff.Of("a\nb", "a\nb"));
    }

    private async Task<SchemaReview> ReviewAsync() =>
        await SchemaReview.ReadAsync(lake.Root, lake.Catalog.Find("orders")!, Contracts.Orders, 0, Test.Token);

    private static string[] Changes(SchemaReview review) =>
        [.. review.Diff.Where(line => line.Kind != DiffKind.Same).Select(Text)];

    private static string Text(DiffLine line) => line.Kind switch
    {
        DiffKind.Added => "+",
        DiffKind.Removed => "-",
        _ => "",
    } + line.Text;
}

using System.Text;
using Datalake.Datasets;
using Datalake.Page.Lineage;

namespace Datalake.Page.Tests.Lineage;

public class RowLinksTests
{
    private static readonly DatasetCatalog Catalog = DatasetCatalog.Create(
    [
        ("orders/dataset.json", Encoding.UTF8.GetBytes(
            """
            {
              "name": "orders", "database": "shop", "raw": { "keys": "orders/{id*}", "format": "json" },
              "identity": ["Shop", "Number"], "changedAt": ["at"], "columns": { "Shop": "string", "Number": "bigint", "at": "timestamp" }
            }
            """)),
    ]).Require();

    [Fact]
    public void A_row_with_its_identity_and_digest_leads_to_its_own_way() => Assert.Equal(
        "lineage?dataset=orders&id=a%26b&id=7&row=d1",
        RowLinks.Of(Catalog, ["number", "shop", "_source", "_digest"])!.AddressOf([7L, "a&b", "orders/1#2", "d1"]));

    [Theory]
    [InlineData("number")]
    [InlineData("other")]
    public void A_row_without_them_leads_to_its_arrival(string column) => Assert.Equal(
        "lineage?dataset=orders&key=orders%2F1", RowLinks.Of(Catalog, [column, "_source", "_digest"])!.AddressOf([7L, "orders/1#2", "d1"]));

    [Theory]
    [InlineData(null)]
    [InlineData("elsewhere/1")]
    public void A_row_that_says_nothing_of_its_source_leads_nowhere(string? source) =>
        Assert.Null(RowLinks.Of(Catalog, ["_source"])!.AddressOf([source]));

    [Fact]
    public void A_result_without_sources_has_no_links() => Assert.Null(RowLinks.Of(Catalog, ["shop", "number"]));
}

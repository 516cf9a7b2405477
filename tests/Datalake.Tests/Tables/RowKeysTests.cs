using System.Text;
using Datalake.Datasets;
using Datalake.Tables;
using Datalake.Tables.Delta;

namespace Datalake.Tests.Tables;

public sealed class RowKeysTests
{
    private static readonly TableMetadata New = TableMetadata.Of(Guid.Empty, TableSchema.Consumable(Dataset()), DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_table_that_does_not_say_its_keys_gets_those_of_the_contract_once()
    {
        Assert.Null(RowKeys.Refusal(New, Dataset()));
        var marked = RowKeys.Mark(New, Dataset());
        Assert.Equal(("id, shop", "at"), (marked.Configuration[RowKeys.IdentityProperty], marked.Configuration[RowKeys.ChangedAtProperty]));
        Assert.Same(marked, RowKeys.Mark(marked, Dataset()));
        Assert.Null(RowKeys.Refusal(marked, Dataset()));
    }

    [Theory]
    [InlineData("Id\", \"Made", "At", "with identity id, shop, and the contract declares id, made. Run `lake rebuild orders`")]
    [InlineData("Id\", \"Shop", "Made\", \"At", "with changedAt at, and the contract declares made, at. Run `lake rebuild orders`")]
    public void Rows_of_other_keys_are_refused_with_both_named(string identity, string changedAt, string words) =>
        Assert.Contains(words, RowKeys.Refusal(RowKeys.Mark(New, Dataset()), Dataset(identity, changedAt)), StringComparison.Ordinal);

    [Fact]
    public void Rows_can_be_compared_by_fewer_columns_of_their_identity_in_any_order()
    {
        var marked = RowKeys.Mark(New, Dataset());
        Assert.Null(RowKeys.Refusal(marked, Dataset("Shop")));
        Assert.Null(RowKeys.Refusal(marked, Dataset("Shop\", \"Id")));
        Assert.NotNull(RowKeys.Refusal(RowKeys.Mark(marked, Dataset("Shop")), Dataset()));
    }

    [Fact]
    public void A_column_at_the_end_of_changedAt_changes_no_row_that_is_there()
    {
        var marked = RowKeys.Mark(New, Dataset());
        Assert.Null(RowKeys.Refusal(marked, Dataset(changedAt: "At\", \"Made")));
        Assert.Equal("at, made", RowKeys.Mark(marked, Dataset(changedAt: "At\", \"Made")).Configuration[RowKeys.ChangedAtProperty]);
    }

    [Fact]
    public void Other_properties_stay()
    {
        var known = New with { Configuration = new Dictionary<string, string>(StringComparer.Ordinal) { ["delta.appendOnly"] = "true" } };
        Assert.Equal("true", RowKeys.Mark(known, Dataset()).Configuration["delta.appendOnly"]);
    }

    private static DatasetContract Dataset(string identity = "Id\", \"Shop", string changedAt = "At") => DatasetContractReader.Read(
        Encoding.UTF8.GetBytes(
            $$"""
            { "name": "orders", "database": "shop", "raw": { "keys": "{id}" }, "identity": ["{{identity}}"], "changedAt": ["{{changedAt}}"],
              "columns": { "Id": "string", "Shop": "int", "At": "timestamp", "Made": "timestamp" } }
            """),
        "orders").Contract!;
}

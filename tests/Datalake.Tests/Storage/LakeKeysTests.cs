using Datalake.Storage;

namespace Datalake.Tests.Storage;

public class LakeKeysTests
{
    private static readonly DateOnly Day = new(2026, 1, 2);

    [Fact]
    public void Keys_of_tables_are_those_of_every_lake()
    {
        Assert.True(IngestionHour.TryParse("2026112009", out var hour));

        Assert.Equal(
            "stage/orders/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=09/", LakeKeys.Stage("orders", hour));
        Assert.Equal("consumable_tables/orders/year=2026/month=01/day=02/", LakeKeys.Consumable("orders", Day));
        Assert.Equal("consumable_tables/orders/year=2026/month=01/day=02/ingestion=2026112009/", LakeKeys.Consumable("orders", Day, hour));
    }

    [Fact]
    public void A_file_is_in_the_hour_and_under_the_change_date_that_its_folders_name()
    {
        Assert.True(IngestionHour.TryParse("2026112009", out var hour));

        Assert.True(LakeKeys.TryParseStage("orders", LakeKeys.Stage("orders", hour) + "1.parquet", out var staged));
        Assert.True(
            LakeKeys.TryParseConsumable("orders", LakeKeys.Consumable("orders", Day, hour) + "1.parquet", out var day, out var ingestion));
        Assert.Equal((hour, Day, hour), (staged, day, ingestion));
    }

    [Theory]
    [InlineData("stage/orders/ingestion_year=2026/ingestion_month=11/ingestion_day=20/1.parquet")]
    [InlineData("stage/orders/ingestion_year=2026/ingestion_month=13/ingestion_day=20/ingestion_hour=09/1.parquet")]
    [InlineData("stage/orders/ingestion_year=202/ingestion_month=611/ingestion_day=20/ingestion_hour=09/1.parquet")]
    [InlineData("stage/orders/year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=09/1.parquet")]
    [InlineData("stage/carts/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=09/1.parquet")]
    public void A_file_in_other_folders_is_no_stage_file(string key) => Assert.False(LakeKeys.TryParseStage("orders", key, out _));

    [Theory]
    [InlineData("consumable_tables/orders/year=2026/month=01/day=02/1.parquet")]
    [InlineData("consumable_tables/orders/year=2026/month=1/day=02/ingestion=2026112009/1.parquet")]
    [InlineData("consumable_tables/orders/year=2026/month=02/day=30/ingestion=2026112009/1.parquet")]
    [InlineData("consumable_tables/orders/year=2026/month=01/day=02/ingestion=20261120/1.parquet")]
    public void A_file_in_other_folders_is_no_file_of_a_consumable_table(string key) =>
        Assert.False(LakeKeys.TryParseConsumable("orders", key, out _, out _));
}

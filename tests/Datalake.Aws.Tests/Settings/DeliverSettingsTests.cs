using Datalake.Aws.Settings;

namespace Datalake.Aws.Tests.Settings;

public class DeliverSettingsTests
{
    [Fact]
    public void Streams_are_read_by_dataset()
    {
        var environment = Reader("checkout=DataStreamStructuredCheckout, fulfillment = DataStreamStructuredFulfillment");
        var settings = DeliverSettings.Read(environment);
        Assert.Empty(environment.Problems);
        Assert.Equal("DataStreamStructuredFulfillment", settings.Streams["fulfillment"]);
        Assert.Equal(2, settings.Streams.Count);
    }

    [Theory]
    [InlineData("checkout", "a pair such as")]
    [InlineData("=x", "a pair such as")]
    [InlineData("checkout=a,checkout=b", "'checkout' twice")]
    [InlineData("", "is not set")]
    public void What_is_no_pair_is_a_problem(string value, string expected)
    {
        var environment = Reader(value);
        DeliverSettings.Read(environment);
        var problem = Assert.Single(environment.Problems);
        Assert.StartsWith("DATALAKE_DELIVERY_STREAMS", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    private static EnvironmentReader Reader(string streams) => new(name => name switch
    {
        "DATALAKE_CONTRACTS" => "a.json",
        "DATALAKE_LAKE_BUCKET" => "lake",
        "DATALAKE_DELIVERY_STREAMS" => streams,
        _ => null,
    });
}

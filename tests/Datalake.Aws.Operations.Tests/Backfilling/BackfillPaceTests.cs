using Datalake.Aws.Operations.Backfilling;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Tests.Backfilling;

public class BackfillPaceTests
{
    [Theory]
    [InlineData("carts/1.json", 100)]
    [InlineData("carts/1.json.gz", 800)]
    [InlineData("carts/1.GZ", 800)]
    [InlineData("carts/gz", 100)]
    public void A_compressed_object_comes_to_more_in_the_stream(string key, long expected) =>
        Assert.Equal(expected, BackfillPace.Delivered(new StoredObject(key, 100, "v", DateTimeOffset.UnixEpoch)));

    [Fact]
    public void The_slower_of_both_counts()
    {
        var pace = new BackfillPace(ObjectsPerSecond: 10, BytesPerSecond: 1000);
        Assert.Equal(TimeSpan.FromSeconds(5), pace.Due(objects: 50, delivered: 100));
        Assert.Equal(TimeSpan.FromSeconds(7), pace.Due(objects: 50, delivered: 7000));
    }
}

using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Tests.Quarantining;

public class QuarantineKeysTests
{
    private const string First = "quarantine/orders/2026/11/20/0a1b.ndjson";

    [Fact]
    public void An_arrival_has_one_object_for_each_step_and_a_retry_the_same()
    {
        var key = QuarantineKeys.Of("orders", QuarantineStep.Structure, Arrival("v1"));
        Assert.Matches("^quarantine/orders/2026/11/20/[0-9a-f]{32}\\.ndjson$", key);
        Assert.Equal(key, QuarantineKeys.Of("orders", QuarantineStep.Structure, Arrival("v1")));
        Assert.NotEqual(key, QuarantineKeys.Of("orders", QuarantineStep.Structure, Arrival("v2")));
        Assert.NotEqual(key, QuarantineKeys.Of("orders", QuarantineStep.Deliver, Arrival("v1")));
        Assert.True(QuarantineKeys.IsEntries(key));
        Assert.Equal("orders", QuarantineKeys.DatasetOf(key));
    }

    [Fact]
    public void Each_object_names_the_one_before_it()
    {
        Assert.Null(QuarantineKeys.Before(First));
        var key = First;
        for (var i = 1; i < 12; i++)
        {
            var next = QuarantineKeys.After(key);
            Assert.Equal(First.Replace(".ndjson", $"-{i}.ndjson", StringComparison.Ordinal), next);
            Assert.Equal(key, QuarantineKeys.Before(next));
            Assert.True(QuarantineKeys.IsEntries(next));
            key = next;
        }
    }

    [Theory]
    [InlineData("quarantine/orders/2026/11/20/0a1b.json", true)]
    [InlineData("quarantine/orders/delivery/format-conversion-failed/2026/11/20/stream-1-2026-11-20-09", false)]
    [InlineData("quarantine/orders/2026/11/20/file", false)]
    [InlineData("quarantine/orders/note.json", false)]
    public void Other_objects_hold_no_entries(string key, bool isEntries) => Assert.Equal(isEntries, QuarantineKeys.IsEntries(key));

    private static StoredObject Arrival(string version) =>
        new("orders/a", 1, version, new DateTimeOffset(2026, 11, 20, 23, 59, 0, TimeSpan.Zero));
}

using Datalake.Embedded.Live;
using Datalake.Page.Common;
using Datalake.Page.Overview;

namespace Datalake.Page.Tests.Overview;

public class FreshnessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(5, 10)]
    [InlineData(1, 3)]
    [InlineData(60, 120)]
    public void The_target_leaves_as_long_for_the_work_as_a_buffer_waits_and_at_least_two_seconds(int seal, int target) =>
        Assert.Equal(TimeSpan.FromSeconds(target), Freshness.TargetOf(TimeSpan.FromSeconds(seal)));

    [Fact]
    public void A_dataset_that_got_nothing_is_neither_good_nor_bad() =>
        Assert.Equal((BadgeKind.Neutral, (TimeSpan?)null), Read(null));

    [Fact]
    public void A_table_that_holds_all_of_its_stage_is_up_to_date() =>
        Assert.Equal((BadgeKind.Good, (TimeSpan?)null), Read(new DatasetFlow { LastCommit = Now }));

    [Theory]
    [InlineData(10, BadgeKind.Busy)]
    [InlineData(11, BadgeKind.Warning)]
    public void A_table_that_lacks_rows_is_behind_once_it_lacks_them_for_longer_than_the_target(int seconds, BadgeKind kind) => Assert.Equal(
        (kind, (TimeSpan?)TimeSpan.FromSeconds(seconds)),
        Read(new DatasetFlow { LastCommit = Now, BehindSince = Now.AddSeconds(-seconds) }));

    private static (BadgeKind, TimeSpan?) Read(DatasetFlow? flow)
    {
        var fresh = Freshness.Of(flow, Target, Now);
        return (fresh.Kind, fresh.Lag);
    }
}

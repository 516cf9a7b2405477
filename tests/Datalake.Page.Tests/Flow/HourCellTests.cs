using Datalake.Page.Flow;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Page.Tests.Flow;

public class HourCellTests
{
    private static readonly IngestionHour Hour = IngestionHour.Of(new DateTimeOffset(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));
    private static readonly DateTime Later = Hour.End.AddHours(3);

    [Fact]
    public void An_hour_without_files_and_marker_is_empty() => Assert.Equal(HourState.Empty, Of([], null, Later));

    [Fact]
    public void An_hour_that_is_not_over_is_open_whatever_the_table_holds_of_it()
    {
        Assert.Equal(HourState.Open, Of(["a"], null, Hour.Start));
        Assert.Equal(HourState.Open, Of(["a"], ["a"], Hour.Start));
    }

    [Fact]
    public void An_hour_is_done_when_its_marker_covers_every_file() => Assert.Equal(HourState.Done, Of(["a", "b"], ["b", "a"], Later));

    [Fact]
    public void An_hour_with_a_file_that_the_marker_does_not_cover_is_due()
    {
        Assert.Equal(HourState.Due, Of(["a", "late"], ["a"], Later));
        Assert.Equal(HourState.Due, Of(["a"], null, Later));
    }

    [Fact]
    public void An_hour_that_failed_is_failed_until_it_is_done()
    {
        Assert.Equal(HourState.Failed, Of(["a"], null, Later, "The disk is full."));
        Assert.Equal(HourState.Failed, Of(["a"], null, Hour.Start, "The disk is full."));
        Assert.Equal(HourState.Done, Of(["a"], ["a"], Later, "The disk was full."));
    }

    private static HourState Of(string[] files, string[]? covered, DateTime now, string? failure = null)
    {
        var marker = covered is null
            ? null
            : new CompletionMarker
            {
                Dataset = "orders", Hour = Hour.ToString(), StageFiles = covered, Days = [], Rows = 1, Written = 1, Duplicates = 0, FinishedAt = default,
            };
        return HourCell.Of(Hour, files, marker, failure, now).State;
    }
}

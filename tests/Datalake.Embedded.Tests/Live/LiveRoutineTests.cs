using System.Globalization;
using Datalake.Embedded.Live;

namespace Datalake.Embedded.Tests.Live;

public class LiveRoutineTests
{
    [Theory]
    [InlineData("2026-11-20T09:00:00Z", 10, "00:10:00")]
    [InlineData("2026-11-20T09:09:59.9999999Z", 10, "00:00:00.0000001")]
    [InlineData("2026-11-20T09:10:00Z", 10, "01:00:00")]
    [InlineData("2026-11-20T23:59:00Z", 0, "00:01:00")]
    [InlineData("2026-11-20T09:30:00+05:45", 59, "00:14:00")]
    public void The_routine_waits_until_its_minute_comes_next(string now, int minute, string wait) =>
        Assert.Equal(
            TimeSpan.Parse(wait, CultureInfo.InvariantCulture),
            LiveRoutine.UntilNext(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), minute));
}

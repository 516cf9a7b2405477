using System.Globalization;
using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Conforming;

public class IsoTimeTests
{
    [Theory]
    [InlineData("2024-02-04T20:46:11.7010747+00:00", "2024-02-04 20:46:11.701074")]
    [InlineData("2024-02-04T20:46:11.9999999Z", "2024-02-04 20:46:11.999999")]
    [InlineData("2024-02-04T20:46:11,5z", "2024-02-04 20:46:11.500000")]
    [InlineData("2024-02-04t20:46:11", "2024-02-04 20:46:11.000000")]
    [InlineData("2024-02-04 20:46:11.5", "2024-02-04 20:46:11.500000")]
    [InlineData("2024-02-04T20:46", "2024-02-04 20:46:00.000000")]
    [InlineData("2024-02-04T20:46.5", "2024-02-04 20:46:30.000000")]
    [InlineData("2024-02-04T20", "2024-02-04 20:00:00.000000")]
    [InlineData("2024-02-04T20.25Z", "2024-02-04 20:15:00.000000")]
    [InlineData("2024-02-04", "2024-02-04 00:00:00.000000")]
    [InlineData("20240204T204611Z", "2024-02-04 20:46:11.000000")]
    [InlineData("20240204T2046+0530", "2024-02-04 15:16:00.000000")]
    [InlineData("20240204", "2024-02-04 00:00:00.000000")]
    [InlineData("2024-02-04T20:46:11-03", "2024-02-04 23:46:11.000000")]
    [InlineData("2024-02-04T20:46:11-03:00", "2024-02-04 23:46:11.000000")]
    [InlineData("2024-02-04T20:46:11+23:59", "2024-02-03 20:47:11.000000")]
    [InlineData("2024-035T01:00Z", "2024-02-04 01:00:00.000000")]
    [InlineData("2024366", "2024-12-31 00:00:00.000000")]
    [InlineData("2024-W05-7", "2024-02-04 00:00:00.000000")]
    [InlineData("2024W057T12Z", "2024-02-04 12:00:00.000000")]
    [InlineData("2020-W53-7", "2021-01-03 00:00:00.000000")]
    [InlineData("2025-W01-1", "2024-12-30 00:00:00.000000")]
    [InlineData("2024-02-04T24:00:00", "2024-02-05 00:00:00.000000")]
    [InlineData("2024-02-29", "2024-02-29 00:00:00.000000")]
    [InlineData("2000-02-29T00:00:00Z", "2000-02-29 00:00:00.000000")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01 00:00:00.000000")]
    [InlineData("0001-01-01T01:00:00+01:00", "0001-01-01 00:00:00.000000")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31 23:59:59.999999")]
    [InlineData("9999-12-31T22:59:59.999999-01:00", "9999-12-31 23:59:59.999999")]
    [InlineData("1969-12-31T23:59:59.9999999Z", "1969-12-31 23:59:59.999999")]
    [InlineData("2024-02-04T20:46:11.000000000000000000000000000001Z", "2024-02-04 20:46:11.000000")]
    public void A_moment_in_any_iso_form_is_the_moment_in_utc(string text, string timestamp)
    {
        Assert.True(IsoTime.TryParseTimestamp(Encoding.ASCII.GetBytes(text), out var microseconds));
        using var output = new Utf8Output();
        IsoTime.WriteTimestamp(microseconds, output);
        Assert.Equal(timestamp, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 2024-02-04")]
    [InlineData("2024-02-04 ")]
    [InlineData("2024")]
    [InlineData("2024-02")]
    [InlineData("24-02-04")]
    [InlineData("2024-2-4")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-01")]
    [InlineData("2024-02-00")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2024-0204")]
    [InlineData("202402-04")]
    [InlineData("2024-000")]
    [InlineData("2023-366")]
    [InlineData("2024-W00-1")]
    [InlineData("2024-W53-1")]
    [InlineData("2024-W05-0")]
    [InlineData("2024-W05-8")]
    [InlineData("2024-W05")]
    [InlineData("2024-W057")]
    [InlineData("0000-01-01")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("9999-12-31T24:00")]
    [InlineData("9999-W52-7")]
    [InlineData("10000-01-01")]
    [InlineData("-0001-01-01")]
    [InlineData("+2024-02-04")]
    [InlineData("2024-02-04T")]
    [InlineData("2024-02-04T2")]
    [InlineData("2024-02-04T25")]
    [InlineData("2024-02-04T24:00:01")]
    [InlineData("2024-02-04T24:00:00.0000001")]
    [InlineData("2024-02-04T24:01")]
    [InlineData("2024-02-04T20:60")]
    [InlineData("2024-02-04T23:59:60Z")]
    [InlineData("2024-02-04T20:46:")]
    [InlineData("2024-02-04T20:4611")]
    [InlineData("2024-02-04T2046:11")]
    [InlineData("2024-02-04T20:46:11.")]
    [InlineData("2024-02-04T20:46:11.Z")]
    [InlineData("2024-02-04T20:46:11.5.5")]
    [InlineData("2024-02-04T20:46:11+24:00")]
    [InlineData("2024-02-04T20:46:11+00:60")]
    [InlineData("2024-02-04T20:46:11+0")]
    [InlineData("2024-02-04T20:46:11+00:")]
    [InlineData("2024-02-04T20:46:11+00:000")]
    [InlineData("2024-02-04T20:46:11ZZ")]
    [InlineData("2024-02-04T20:46:11 ")]
    [InlineData("2024-02-04T20:46:11  Z")]
    [InlineData("2024-02-04T20:46:11 CET")]
    [InlineData("2024-02-04T20:46:11 utc")]
    [InlineData("2024-02-04 UTC")]
    [InlineData("2024-02-04  20:46:11")]
    [InlineData("2024-02-04Z")]
    [InlineData("2024-02-04+01:00")]
    [InlineData("2024/02/04")]
    [InlineData("04.02.2024")]
    [InlineData("1707079571")]
    [InlineData("2024-02-04T20:46:11\u0000")]
    [InlineData("２０２４-02-04")]
    public void Anything_else_is_no_moment(string text) =>
        Assert.False(IsoTime.TryParseTimestamp(Encoding.UTF8.GetBytes(text), out _), text);

    [Fact]
    public void Random_moments_in_random_forms_are_read_as_the_framework_means_them() =>
        Property.Holds(Property.Made(RandomTimestamp.Make), timestamp =>
        {
            var inRange = timestamp.Expected is >= IsoTime.Minimum and <= IsoTime.Maximum;
            Assert.Equal(inRange, IsoTime.TryParseTimestamp(Encoding.ASCII.GetBytes(timestamp.Text), out var microseconds));
            if (!inRange) return;
            Assert.Equal(timestamp.Expected, microseconds);
                Assert.Equal(
                    DateOnly.FromDateTime(new DateTime((timestamp.Expected - IsoTime.Minimum) * 10, DateTimeKind.Utc)),
                    IsoTime.DateOf(microseconds)
                );

            using var output = new Utf8Output();
            IsoTime.WriteTimestamp(microseconds, output);
            var text = Encoding.ASCII.GetString(output.WrittenSpan);
                Assert.Equal(
                    new DateTime((timestamp.Expected - IsoTime.Minimum) * 10, DateTimeKind.Utc).ToString(
                        "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
                    text
                );
            Assert.True(IsoTime.TryParseTimestamp(output.WrittenSpan, out var again));
            Assert.Equal(microseconds, again);
        }, 10_000);

    [Fact]
    public void Broken_moments_are_refused_or_still_mean_something_in_range() =>
        Property.Holds(Property.Bytes(random => Mutation.Apply(random, Encoding.ASCII.GetBytes(RandomTimestamp.Make(random).Text))), text =>
        {
            if (!IsoTime.TryParseTimestamp(text.Bytes, out var microseconds)) return;
            Assert.InRange(microseconds, IsoTime.Minimum, IsoTime.Maximum);
                Assert.True(
                    text.Bytes.All(value => char.IsAsciiDigit((char)value) || "-:.,+TtZz W"u8.Contains(value)),
                    "A character that no form has was read over."
                );
        }, 10_000);
}

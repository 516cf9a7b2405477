using System.Text.Json;
using Datalake.Aws.Events;
using Datalake.Aws.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Aws.Tests.Events;

public class S3EventReaderTests
{
    [Fact]
    public void A_created_object_is_read_with_its_bucket_version_and_time()
    {
        var notice = Assert.Single(
            S3EventReader.Read(
                S3Events.Message(S3Events.Record("raw", "s1_CheckoutOrder/1/id/2.json", size: 20481, etag: "9f86d", versionId: "v7")))
        );
        Assert.Equal((ObjectNoticeKind.Created, "raw", "v7"), (notice.Kind, notice.Bucket, notice.VersionId));
        Assert.Equal(("s1_CheckoutOrder/1/id/2.json", 20481, "9f86d"), (notice.Object!.Key, notice.Object.Length, notice.Object.Version));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero).AddMilliseconds(123), notice.Object.LastModified);
    }

    [Theory]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb", "a+b")]
    [InlineData("a%2Fb/c", "a/b/c")]
    [InlineData("caf%C3%A9/%E6%97%A5", "café/日")]
    [InlineData("100%25", "100%")]
    [InlineData("%F0%9F%8D%9E.json", "🍞.json")]
    public void Keys_are_decoded(string inEvent, string key) =>
        Assert.Equal(key, S3EventReader.Read(S3Events.Message(S3Events.Record("raw", inEvent)))[0].Object!.Key);

    [Fact]
    public void Every_key_survives_its_encoding() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonEmptyString>(text =>
        {
            var key = new string([.. text.Get.Where(character => !char.IsSurrogate(character) && character != '\0')]);
                return key.Length == 0
                    || S3EventReader.DecodeKey(Uri.EscapeDataString(key).Replace("%20", "+", StringComparison.Ordinal)) == key;
        }));

    [Fact]
    public void Several_records_are_several_notices_in_their_order()
    {
        var notices = S3EventReader.Read(
            S3Events.Message(S3Events.Record("raw", "a"), S3Events.Record("raw", "b"), S3Events.Record("other", "c")));
        Assert.Equal(["a", "b", "c"], notices.Select(notice => notice.Object!.Key));
    }

    [Fact]
    public void The_test_event_is_nothing_to_do()
    {
        var notice = Assert.Single(
            S3EventReader.Read(
                """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-20T09:00:00.000Z","Bucket":"raw","RequestId":"1","HostId":"2"}"""
            )
        );
        Assert.Equal(ObjectNoticeKind.Ignored, notice.Kind);
    }

    [Theory]
    [InlineData("ObjectRemoved:Delete")]
    [InlineData("ObjectRemoved:DeleteMarkerCreated")]
    [InlineData("LifecycleExpiration:Delete")]
    [InlineData("s3:ObjectRemoved:Delete")]
    public void A_removed_object_is_nothing_to_do(string eventName) =>
        Assert.Equal(
            ObjectNoticeKind.Ignored, S3EventReader.Read(S3Events.Message(S3Events.Record("raw", "a", eventName: eventName)))[0].Kind);

    [Theory]
    [InlineData("ObjectCreated:Put")]
    [InlineData("ObjectCreated:CompleteMultipartUpload")]
    [InlineData("ObjectCreated:Copy")]
    [InlineData("s3:ObjectCreated:Post")]
    public void Every_way_to_create_an_object_counts(string eventName) =>
        Assert.Equal(
            ObjectNoticeKind.Created, S3EventReader.Read(S3Events.Message(S3Events.Record("raw", "a", eventName: eventName)))[0].Kind);

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("hello", "not JSON")]
    [InlineData("[]", "no array Records")]
    [InlineData("{}", "no array Records")]
    [InlineData("{\"Records\":{}}", "no array Records")]
    [InlineData("{\"Records\":[1]}", "aws:s3 was expected")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}", "aws:sqs")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}", "no bucket or no key")]
    public void What_is_no_S3_notification_is_said_to_be_none(string? message, string because)
    {
        var notice = Assert.Single(S3EventReader.Read(message));
        Assert.Equal(ObjectNoticeKind.Malformed, notice.Kind);
        Assert.Contains(because, notice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_JSON_is_an_exception()
    {
        var text = S3Events.Message(S3Events.Record("raw", "a", size: 1));
        var values = new[] { "null", "1", "-1.5e300", "\"x\"", "[]", "{}", "true" };
        var tokens = new[] { "\"raw\"", "1", "\"a\"", "\"aws:s3\"", "\"ObjectCreated:Put\"", "\"2026-11-20T09:00:00.123Z\"" };
        foreach (var token in tokens)
        {
            foreach (var value in values)
            {
                var notices = S3EventReader.Read(text.Replace(token, value, StringComparison.Ordinal));
                Assert.NotEmpty(notices);
            }
        }
    }

    [Fact]
    public void No_text_is_an_exception() => Check.QuickThrowOnFailure(Prop.ForAll<string>(text => S3EventReader.Read(text).Count >= 0));

    [Fact]
    public void A_record_that_is_none_does_not_hide_the_next()
    {
        using var good = JsonDocument.Parse(S3Events.Record("raw", "b"));
        var notices = S3EventReader.Read($$"""{"Records":[null,{{good.RootElement}}]}""");
        Assert.Equal([ObjectNoticeKind.Malformed, ObjectNoticeKind.Created], notices.Select(notice => notice.Kind));
    }
}

using System.Text;
using Datalake.Aws.Events;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Tests.Events;

public class SnsEventReaderTests
{
    [Fact]
    public void Every_S3_record_of_every_SNS_record_is_a_notice()
    {
        var notices = SnsEventReader.Read(S3Events.Sns(
            S3Events.Message(S3Events.Record("raw", "a"), S3Events.Record("raw", "b")), S3Events.Message(S3Events.Record("raw", "c"))));
        Assert.Equal(["a", "b", "c"], notices.Select(notice => notice.Object?.Key));
    }

    [Theory]
    [InlineData("", "no SNS event")]
    [InlineData("nonsense", "no SNS event")]
    [InlineData("null", "no SNS event")]
    [InlineData("[]", "no SNS event")]
    [InlineData("{}", "no SNS event")]
    [InlineData("{\"Records\":[]}", "no SNS event")]
    [InlineData("{\"Records\":{\"a\":1}}", "no SNS event")]
    [InlineData("{\"Records\":[null]}", "not from SNS")]
    [InlineData("{\"Records\":[{\"Sns\":null}]}", "not from SNS")]
    [InlineData("{\"Records\":[{\"Sns\":{\"Message\":7}}]}", "no SNS event")]
    [InlineData("{\"Records\":[{\"Sns\":{}}]}", "empty")]
    [InlineData("{\"Records\":[{\"Sns\":{\"Message\":\"hello\"}}]}", "not JSON")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]}", "not from SNS")]
    public void What_is_no_SNS_event_is_said_to_be_none(string text, string because)
    {
        var notice = Assert.Single(SnsEventReader.Read(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(ObjectNoticeKind.Malformed, notice.Kind);
        Assert.Contains(because, notice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_S3_event_that_did_not_come_through_SNS_is_said_to_be_none()
    {
        var notice = Assert.Single(SnsEventReader.Read(Encoding.UTF8.GetBytes(S3Events.Message(S3Events.Record("raw", "a")))));
        Assert.Equal(ObjectNoticeKind.Malformed, notice.Kind);
    }

    [Fact]
    public void A_message_that_has_no_meaning_does_not_hide_the_next()
    {
        var notices = SnsEventReader.Read(S3Events.Sns("hello", S3Events.Message(S3Events.Record("raw", "a"))));
        Assert.Equal([ObjectNoticeKind.Malformed, ObjectNoticeKind.Created], notices.Select(notice => notice.Kind));
    }
}

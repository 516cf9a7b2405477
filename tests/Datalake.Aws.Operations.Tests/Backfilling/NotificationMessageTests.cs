using System.Text;
using Datalake.Aws.Events;
using Datalake.Aws.Operations.Backfilling;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Tests.Backfilling;

public sealed class NotificationMessageTests
{
    [Theory]
    [InlineData("carts/a b+c.json", "carts/a+b%2Bc.json")]
    [InlineData("carts/é&=%~.json", "carts/%C3%A9%26%3D%25%7E.json")]
    [InlineData("a-b_c.d*e/F9", "a-b_c.d*e/F9")]
    [InlineData("😀\"\\", "%F0%9F%98%80%22%5C")]
    public void Keys_are_encoded_as_in_events(string key, string encoded) => Assert.Equal(encoded, NotificationMessage.Encode(key));

    [Fact]
    public void A_function_reads_back_what_was_gathered()
    {
        var when = new DateTimeOffset(2026, 11, 19, 23, 59, 58, 125, TimeSpan.Zero);
        var arrival = new StoredObject("carts/a b+é.json", 4_000_000_000, "d41d8cd9-2", when);
        var message = new NotificationMessage("raw", "aws", "eu-west-1");
        Assert.True(message.TryAdd(arrival));
        Assert.True(message.TryAdd(arrival with { Key = "carts/2.json" }));
        var notices = S3EventReader.Read(message.Take());
        Assert.Equal(["carts/a b+é.json", "carts/2.json"], notices.Select(notice => notice.Object!.Key));
        Assert.All(
            notices,
            notice => Assert.Equal((ObjectNoticeKind.Created, "raw", (string?)null), (notice.Kind, notice.Bucket, notice.VersionId))
        );
        Assert.Equal(arrival, notices[0].Object);
    }

    [Fact]
    public void A_message_holds_ten_records_at_most_and_the_next_one_begins_anew()
    {
        var message = new NotificationMessage("raw", "aws", "eu-west-1");
        for (var i = 0; i < 10; i++) Assert.True(message.TryAdd(new StoredObject($"carts/{i}", 1, "e", default)));
        Assert.False(message.TryAdd(new StoredObject("carts/10", 1, "e", default)));
        Assert.Equal(10, S3EventReader.Read(message.Take()).Count);
        Assert.True(message.TryAdd(new StoredObject("carts/10", 1, "e", default)));
        Assert.Equal("carts/10", Assert.Single(S3EventReader.Read(message.Take())).Object!.Key);
    }

    [Fact]
    public void The_longest_keys_stay_within_what_a_topic_takes()
    {
        var message = new NotificationMessage("raw", "aws", "eu-west-1");
        while (message.TryAdd(new StoredObject(new string('\u0001', 1024), 1, "e", default)))
        {
        }

        Assert.Equal(10, message.Count);
        Assert.InRange(Encoding.UTF8.GetByteCount(message.Take()), 1, NotificationMessage.MaximumBytes);
    }
}

using System.Net;
using System.Text;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Receiving;

/// <summary>The checksums of "123456789", as RFC 1321, RFC 3174, RFC 6234 and the check values of the CRC catalogue give them.</summary>
public sealed class BodyChecksumTests : IAsyncLifetime
{
    private static readonly byte[] Digits = "123456789"u8.ToArray();

    private ReceivingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReceivingHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    [InlineData("x-amz-checksum-crc32", "y/Q5Jg==")]
    [InlineData("x-amz-checksum-crc32c", "4waSgw==")]
    [InlineData("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("X-Amz-Checksum-SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("Content-Digest", "sha-256=:FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=:")]
    [InlineData("Content-Digest", "unixsum=:AAA=:, md5=:JfnnlDI7RTiF9RgfG2JNCw==:")]
    public async Task A_body_with_its_checksum_is_taken_and_another_one_is_not(string header, string value)
    {
        using var right = await host.SendAsync(HttpMethod.Put, "/raw/a", Digits, null, (header, value));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        using var wrong = await host.SendAsync(HttpMethod.Put, "/raw/a", "123456780"u8.ToArray(), null, (header, value));
        Assert.Equal((HttpStatusCode.BadRequest, "checksum-mismatch"), (wrong.StatusCode, await TestHost.KindOf(wrong)));
        Assert.Equal(Digits, Assert.Single(host.Stored));
    }

    [Theory]
    [InlineData("Content-MD5", "nonsense")]
    [InlineData("Content-MD5", "")]
    [InlineData("Content-MD5", "JfnnlDI7RTiF9RgfG2JN")]
    [InlineData("Content-MD5", "25f9e794323b453885f5181f1b624d0b")]
    [InlineData("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=")]
    [InlineData("x-amz-checksum-sha256", "y/Q5Jg==")]
    [InlineData("Content-Digest", "sha-256=FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("Content-Digest", "unixsum=:AAA=:")]
    public async Task A_checksum_that_cannot_be_compared_is_refused_rather_than_passed_over(string header, string value)
    {
        using var answer = await host.SendAsync(HttpMethod.Put, "/raw/a", Digits, null, (header, value));
        Assert.Equal((HttpStatusCode.BadRequest, "malformed-request"), (answer.StatusCode, await TestHost.KindOf(answer)));
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task One_wrong_checksum_of_several_is_enough()
    {
        using var answer = await host.SendAsync(
            HttpMethod.Put, "/raw/a", Digits, null, ("Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw=="), ("x-amz-checksum-crc32", "AAAAAA=="));
        Assert.Equal("checksum-mismatch", await TestHost.KindOf(answer));
    }

    [Fact]
    public async Task Records_have_checksums_too()
    {
        using var answer = await host.SendAsync(HttpMethod.Post, "/json", "{}"u8.ToArray(), "application/json", ("x-amz-checksum-crc32", "AAAAAA=="));
        Assert.Equal("checksum-mismatch", await TestHost.KindOf(answer));
        Assert.Empty(host.Stored);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("%5c")]
    [InlineData("a%0ab")]
    [InlineData("a/")]
    public async Task A_key_that_cannot_be_one_is_refused(string key)
    {
        using var answer = await host.SendAsync(HttpMethod.Put, "/raw/" + key, Digits, null);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task A_raw_arrival_is_taken_as_it_is_up_to_its_limit()
    {
        var noise = new byte[ReceivingHost.BodyBytes + 1];
        new Random(TestSeed.Next()).NextBytes(noise);
        using var fits = await host.SendAsync(HttpMethod.Put, "/raw/a/b c", noise[..^1], "application/anything");
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(noise[..^1], Assert.Single(host.Stored));
        using var large = await host.SendAsync(HttpMethod.Put, "/raw/a", noise, null);
        Assert.Equal("body-too-large", await TestHost.KindOf(large));
        using var empty = await host.SendAsync(HttpMethod.Put, "/raw/a", Encoding.UTF8.GetBytes(""), null);
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
    }
}

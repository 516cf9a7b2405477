using System.Text;
using Datalake.Records;
using Datalake.Server.Webhooks;

namespace Datalake.Server.Tests.Webhooks;

public sealed class WebhookArrivalTests
{
    private const string Property = "\"_headers\":{\"x-topic\":\"a\\\"b\"}";

    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal) { ["x-topic"] = "a\"b" };

    [Theory]
    [InlineData("{\"id\":1}", "{§,\"id\":1}")]
    [InlineData("{}", "{§}")]
    [InlineData(" { \n } ", " {§ \n } ")]
    [InlineData("[{\"id\":1},{}]\n", "[{§,\"id\":1},{§}]\n")]
    [InlineData("{\"a\":{\"b\":[{}]}}\n{\"c\":\"{\"}\n", "{§,\"a\":{\"b\":[{}]}}\n{§,\"c\":\"{\"}\n")]
    [InlineData("\uFEFF{\"é\":\"\\u0026 😀\"}", "\uFEFF{§,\"é\":\"\\u0026 😀\"}")]
    [InlineData("[]", "[]")]
    [InlineData("", "")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("[1,\"{\"]", "[1,\"{\"]")]
    [InlineData("{\"id\":", "{§,\"id\":")]
    public async Task Each_record_gets_the_headers_and_every_byte_of_the_body_stays(string body, string arrival) => Assert.Equal(
        arrival.Replace("§", Property, StringComparison.Ordinal), await ComposeAsync(body, Headers));

    [Fact]
    public async Task Without_headers_the_body_is_the_arrival() =>
        Assert.Equal("{\"id\":1}", await ComposeAsync("{\"id\":1}", new Dictionary<string, string>(StringComparer.Ordinal)));

    private static async Task<string> ComposeAsync(string body, IReadOnlyDictionary<string, string> headers) => Encoding.UTF8.GetString(
        (await WebhookArrival.ComposeAsync(Encoding.UTF8.GetBytes(body), headers, RecordLimits.Default, Test.Token)).Span);
}

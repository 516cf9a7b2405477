using Datalake.Page.Access;

namespace Datalake.Page.Tests.Access;

public class ReturnAddressTests
{
    [Theory]
    [InlineData("/tables/checkout?a=b", "/tables/checkout?a=b")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("tables", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData("/signin?return=/", "/")]
    public void Only_an_address_of_this_server_is_gone_back_to(string? wanted, string address) => Assert.Equal(address, ReturnAddress.Of(wanted));
}

using System.Text;
using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Tests.Storage;

public class PostedKeysTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 1, 5, 0, TimeSpan.FromHours(2));

    [Fact]
    public void A_key_names_the_dataset_and_the_hour_in_UTC()
    {
        var key = PostedKeys.Of("orders", At, Guid.Parse("0199c4a4-1111-7222-8333-444455556666"));

        Assert.Equal("_posted/orders/2026/11/26/23/0199c4a4-1111-7222-8333-444455556666", key);
        Assert.Equal("orders", PostedKeys.DatasetOf(key));
        Assert.Null(ObjectKeys.Check(key));
    }

    [Theory]
    [InlineData("orders/a")]
    [InlineData("_posted")]
    [InlineData("_posted/orders")]
    [InlineData("x/_posted/orders/a")]
    public void Other_keys_are_none_of_these(string key) => Assert.Null(PostedKeys.DatasetOf(key));

    [Fact]
    public void They_belong_to_their_dataset_whatever_templates_there_are()
    {
        var catalog = DatasetCatalog.Create([Contract("a", "_posted{any*}"), Contract("b", "b/{id}")]).Require();

        Assert.Equal("b", catalog.Claim(PostedKeys.Of("b", At, Guid.Parse("0199c4a4-1111-7222-8333-444455556666")))?.Name);
        Assert.Null(catalog.Claim(PostedKeys.Of("c", At, Guid.Parse("0199c4a4-1111-7222-8333-444455556666"))));
        Assert.Equal("a", catalog.Claim("_posted2")?.Name);
    }

    private static (string, byte[]) Contract(string name, string keys) => (
        $"{name}/dataset.json",
        Encoding.UTF8.GetBytes(
            $$"""
            { "name":"{{name}}","database":"shop","raw":{ "keys":"{{keys}}","format":"json" },"identity":["id"],"changedAt":["at"],
             "columns":{"id":"string","at":"timestamp" } }
            """));
}

using System.Text.Json.Nodes;
using Datalake.Bench.Functions.Measuring;

namespace Datalake.Bench.Tests.Functions;

public class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""")]
    [InlineData("""{"a":0.1000000000000000055}""", """{"a":0.1}""")]
    public void The_order_of_members_and_digits_beyond_a_double_are_no_difference(string expected, string found) =>
        Assert.Null(JsonDifference.Find(JsonNode.Parse(expected), JsonNode.Parse(found)));

    [Theory]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,3]}}""", ".a.b[1] is 3, not 2")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", ".a is [1], not [1,2]")]
    [InlineData("""{"a":1}""", """{}""", ".a is null, not 1")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", ".a is \"1\", not 1")]
    public void A_difference_is_named_with_its_path(string expected, string found, string difference) =>
        Assert.Equal(difference, JsonDifference.Find(JsonNode.Parse(expected), JsonNode.Parse(found)));
}

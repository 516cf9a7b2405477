using Datalake.Embedded.Erasing;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Erasing;

public sealed class EraseConditionTests
{
    [Theory]
    [InlineData("OrderId = '1'", "OrderId=1")]
    [InlineData("OrderId='1'", "OrderId=1")]
    [InlineData("  a.b[].c  =  'it''s'  and d = 12.50 AND e=true ", "a.b[].c=it's|d=12.50|e=true")]
    [InlineData("[\"a = b\"].c = 'x AND y = 1'", "[\"a = b\"].c=x AND y = 1")]
    [InlineData("**.*mail* = 'a@b.c'", "**.*mail*=a@b.c")]
    public void A_condition_is_columns_with_values_joined_by_and(string text, string terms) =>
        Assert.Equal(terms, string.Join('|', EraseCondition.Parse(text).Terms.Select(term => $"{term.Path.Text}={term.Value}")));

    [Theory]
    [InlineData("", "character 1: expected a column")]
    [InlineData("OrderId", "character 8: expected '='")]
    [InlineData("OrderId <> 'secret'", "character 9: expected '='")]
    [InlineData("OrderId = ", "character 11: expected a value")]
    [InlineData("OrderId = secret", "character 11: expected a value")]
    [InlineData("OrderId = ''", "character 11: expected a value that is not empty")]
    [InlineData("OrderId = 'secret", "character 11: expected a quote that closes the value")]
    [InlineData("OrderId = 'secret' OR a = 1", "character 20: expected AND or the end")]
    [InlineData("a. = 'secret'", "does not begin with a column at character 1")]
    public void Another_text_is_refused_with_its_place_and_without_its_values(string text, string message)
    {
        var refusal = Assert.Throws<FormatException>(() => EraseCondition.Parse(text)).Message;
        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_requests_is_read_whole_or_refused_by_the_line_that_is_wrong()
    {
        using var folder = new TestFolder();
        var good = folder.Write("good", """
            {"dataset": "orders", "where": "OrderId = '1'"}

            {"where": "email = 'a@b.c'", "dataset": "people"}
            """);
        Assert.Equal(["orders:OrderId", "people:email"], EraseRequestFile.Read(good, _ => true)
            .Select(request => $"{request.Dataset}:{request.Condition.Terms[0].Path.Text}"));

        foreach (var (line, reason) in new[]
        {
            ("""{"dataset": "orders"}""", "no 'dataset' and 'where'"),
            ("""{"dataset": "orders", "where": "OrderId"}""", "expected '='"),
            ("""{"dataset": "orders", "where": "a = 1", "more": 1}""", "no JSON object"),
            ("orders,a = 1", "no JSON object"),
        })
        {
            var bad = folder.Write("bad", $$"""{"dataset": "orders", "where": "OrderId = '1'"}""" + "\n" + line);
            var refusal = Assert.Throws<FormatException>(() => EraseRequestFile.Read(bad, _ => true)).Message;
            Assert.Contains("Line 2 of", refusal, StringComparison.Ordinal);
            Assert.Contains(reason, refusal, StringComparison.Ordinal);
        }

        Assert.Throws<FormatException>(() => EraseRequestFile.Read(folder.Write("empty", "\n"), _ => true));
    }
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Datasets;

public sealed class FieldPathTests
{
    [Theory]
    [InlineData("Value", false, "Value")]
    [InlineData("ItemMetadata.items[].assemblyOptions", false, "ItemMetadata|items[]|assemblyOptions")]
    [InlineData("a.b[].c", false, "a|b[]|c")]
    [InlineData("x[]", false, "x[]")]
    [InlineData("**.*attachment*", true, "*attachment*")]
    [InlineData("**.a[].b", true, "a[]|b")]
    [InlineData("fields.cart-extra-context", false, "fields|cart-extra-context")]
    [InlineData("a b]c.*", false, "a b]c|*")]
    [InlineData("""["a.b"]""", false, "a.b")]
    [InlineData("""x["a.b"][].y""", false, "x|a.b[]|y")]
    [InlineData("""x[]['[]']["c"]""", false, "x[]|[]|c")]
    [InlineData("""**.["a\"b\\c.*"]""", true, """a"b\c.*""")]
    public void A_path_is_its_steps(string text, bool anyDepth, string steps)
    {
        var path = FieldPath.Parse(text);
        Assert.Equal(anyDepth, path.AnyDepth);
        Assert.Equal(steps, string.Join('|', path.Steps.Select(step => step.Key + (step.Elements ? "[]" : ""))));
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData("", 1, "expected a key, found the end")]
    [InlineData(".a", 1, "expected a key")]
    [InlineData("a..b", 3, "expected a key")]
    [InlineData("a.", 3, "found the end")]
    [InlineData("[]", 1, "expected a key")]
    [InlineData("a[", 3, "']' or a key in quotes")]
    [InlineData("a[0]", 3, "']' or a key in quotes")]
    [InlineData("a[]b", 4, "expected '.'")]
    [InlineData("a[][]", 4, "stands once behind a key")]
    [InlineData("a*.b", 1, "a key without '*'")]
    [InlineData("a.**.b", 3, "'**.' stands only at the beginning")]
    [InlineData("**", 1, "'**.' stands only at the beginning")]
    [InlineData("**.", 4, "expected a key")]
    [InlineData("""["a""", 1, "ends with \"]")]
    [InlineData("""["a"x""", 1, "ends with \"]")]
    [InlineData("""["a\""", 1, "ends with \"]")]
    public void What_is_no_path_is_refused_with_its_place(string text, int character, string expected)
    {
        Assert.False(FieldPath.TryParse(text, out var path, out var problem));
        Assert.Null(path);
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"Character {character} of the path"), problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Throws<FormatException>(() => FieldPath.Parse(text)).Message);
    }

    [Fact]
    public void Every_path_reads_back_from_its_text()
    {
        var key = Gen.Elements("abé. []\"'\\{}$:".ToCharArray()).NonEmptyListOf().Select(string.Concat);
        var step = key.SelectMany(k => Gen.Elements(true, false).Select(elements => new FieldPathStep(k, elements)));
        var path = step.NonEmptyListOf()
            .SelectMany(steps => Gen.Elements(true, false).Select(anyDepth => (AnyDepth: anyDepth, Steps: steps)));
        Prop.ForAll(Arb.From(path), given =>
        {
            var read = FieldPath.Parse((given.AnyDepth ? "**." : "") + string.Join('.', given.Steps.Select(Quoted)));
                    return read.AnyDepth == given.AnyDepth
                        && read.Steps.SequenceEqual(given.Steps)
                        && FieldPath.Parse(read.ToString()).Equals(read);
        }).Holds();
    }

    [Fact]
    public void Paths_are_equal_without_regard_to_case_and_quoting()
    {
        Assert.Equal(FieldPath.Parse("Items[].Id"), FieldPath.Parse("""items[]["id"]"""));
        Assert.Equal(FieldPath.Parse("Items[].Id").GetHashCode(), FieldPath.Parse("items[].id").GetHashCode());
        Assert.NotEqual(FieldPath.Parse("a.b"), FieldPath.Parse("""["a.b"]"""));
        Assert.NotEqual(FieldPath.Parse("a"), FieldPath.Parse("**.a"));
        Assert.NotEqual(FieldPath.Parse("a"), FieldPath.Parse("a[]"));
    }

    [Theory]
    [InlineData("Email", "eMAIL", true)]
    [InlineData("email", "emails", false)]
    [InlineData("*attachment*", "OrderAttachments", true)]
    [InlineData("*attachment*", "attachment", true)]
    [InlineData("*attachment*", "attach", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*a*a", "a", false)]
    [InlineData("*", "", true)]
    public void A_step_matches_keys(string step, string key, bool matches) =>
        Assert.Equal(matches, new FieldPathStep(step, Elements: false).Matches(key));

    private static string Quoted(FieldPathStep step) =>
        $"[\"{step.Key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]{(step.Elements ? "[]" : "")}";
}

using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Datasets;

public sealed class KeyTemplateTests
{
    private static readonly string[] ShortKeys = Enumerable.Range(1, 7).SelectMany(KeysOfLength).ToArray();

    /// <summary>
    /// Templates of at most four atoms over the letters of <see cref="ShortKeys"/>, so that two that overlap share a key of at most seven
    /// characters.
    /// </summary>
    private static readonly Gen<KeyTemplate> Templates = Gen.Elements("a", "b", "/", "{}", "{*}").ListOf()
        .Select(parts => string.Concat(parts.Take(4).Select((part, i) => part.Replace("{", $"{{p{i}", StringComparison.Ordinal))))
        .Where(text => KeyTemplate.TryParse(text, out _, out _))
        .Select(KeyTemplate.Parse);

    [Theory]
    [InlineData("{shard}_CheckoutOrder/{id}/id/{version}", "7_CheckoutOrder/v123-01/id/9F", true)]
    [InlineData("{shard}_CheckoutOrder/{id}/id/{version}", "_CheckoutOrder/v123-01/id/9F", false)]
    [InlineData("{shard}_CheckoutOrder/{id}/id/{version}", "7_CheckoutOrder/v123-01/id/9F/x", false)]
    [InlineData("{shard}_CheckoutOrder/{id}/id/{version}", "7_checkoutorder/v123-01/id/9F", false)]
    [InlineData("{shard}_CheckoutOrder/{id}/id/{version}", "a_b_CheckoutOrder_CheckoutOrder/v/id/9F", true)]
    [InlineData("carts/{path*}.json", "carts/2026/11/a.json", true)]
    [InlineData("carts/{path*}.json", "carts/.json", false)]
    [InlineData("carts/{path*}.json", "carts/a.json.gz", false)]
    [InlineData("exports/products.csv", "exports/products.csv", true)]
    [InlineData("exports/products.csv", "exports/products_csv", false)]
    public void A_key_matches_or_not(string template, string key, bool matches) =>
        Assert.Equal(matches, KeyTemplate.Parse(template).IsMatch(key));

    [Theory]
    [InlineData("", 1, "at least one character")]
    [InlineData("a/{b", 3, "needs a '}'")]
    [InlineData("a}b", 2, "none is open")]
    [InlineData("{}", 1, "name is one or more letters")]
    [InlineData("{*}", 1, "name is one or more letters")]
    [InlineData("{a b}", 1, "name is one or more letters")]
    [InlineData("x/{a}{b}", 6, "at least one character")]
    [InlineData("{a}/{a}", 5, "'a' is there already")]
    [InlineData("{a}/{a*}", 5, "'a' is there already")]
    [InlineData("/a", 1, "does not begin")]
    [InlineData("a//b", 3, "no two of them in a row")]
    [InlineData("a/", 3, "end with '/'")]
    [InlineData("a/../b", 3, "are no names")]
    [InlineData("a\nb", 2, "control characters")]
    [InlineData("carts\\{day}", 6, "'/' between them")]
    public void What_is_no_template_is_refused_with_its_place(string text, int character, string expected)
    {
        Assert.False(KeyTemplate.TryParse(text, out var template, out var problem));
        Assert.Null(template);
        Assert.StartsWith($"Character {character} of the key template", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Throws<FormatException>(() => KeyTemplate.Parse(text)).Message);
    }

    [Fact]
    public void A_template_is_as_long_as_a_key_at_most()
    {
        Assert.True(KeyTemplate.TryParse(new string('é', 512), out _, out _));
        Assert.False(KeyTemplate.TryParse(new string('é', 513), out _, out _));
    }

    [Fact]
    public void A_made_key_matches()
    {
        var template = KeyTemplate.Parse("{shard}_Order/{path*}/v{version}");
        var value = Gen.Elements("ab_0v/é ".ToCharArray()).NonEmptyListOf().Select(string.Concat);
        var plain = value.Select(text => text.Replace('/', '-'));
        var values = plain.SelectMany(shard =>
            value.SelectMany(path => plain.Select(version => (Shard: shard, Path: path, Version: version)))
        );
        Prop.ForAll(
                Arb.From(values),
                given => template.IsMatch(template.Format(Values(("shard", given.Shard), ("path", given.Path), ("version", given.Version))))
            )
            .Holds();
    }

    [Fact]
    public void A_key_is_made_of_values_and_literals()
    {
        var template = KeyTemplate.Parse("{shard}_Order/{id}");
        Assert.Equal(["shard", "id"], template.Placeholders);
        Assert.Equal("3_Order/x", template.Format(Values(("shard", "3"), ("id", "x"), ("other", "y"))));
        Assert.Contains(
            "'id'", Assert.Throws<ArgumentException>(() => template.Format(Values(("shard", "3")))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'id'",
            Assert.Throws<ArgumentException>(() => template.Format(Values(("shard", "3"), ("id", "")))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "{id*}",
            Assert.Throws<ArgumentException>(() => template.Format(Values(("shard", "3"), ("id", "a/b")))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("carts/{id}", "carts/")]
    [InlineData("{id}", "")]
    [InlineData("a/b.csv", "a/b.csv")]
    public void The_prefix_ends_at_the_first_placeholder(string template, string prefix) =>
        Assert.Equal(prefix, KeyTemplate.Parse(template).Prefix);

    [Fact]
    public void Matching_agrees_with_a_regular_expression() =>
        Prop.ForAll(Arb.From(Templates), template =>
        {
                    var pattern = Regex.Replace(
                        Regex.Escape(template.Text),
                        @"\\{p\d(?:\\\*)?}",
                        found => found.Value.Contains('*', StringComparison.Ordinal) ? ".+" : "[^/]+",
                        RegexOptions.ExplicitCapture,
                        TimeSpan.FromMinutes(1)
                    );
            var regex = new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.Singleline, TimeSpan.FromMinutes(1));
            return ShortKeys.All(key => regex.IsMatch(key) == template.IsMatch(key));
        }).Holds();

    [Fact]
    public void Templates_overlap_when_and_only_when_some_key_matches_both() =>
        Prop.ForAll(Arb.From(Templates), Arb.From(Templates), (one, other) =>
                    one.Overlaps(other) == ShortKeys.Any(key => one.IsMatch(key) && other.IsMatch(key))
                    && one.Overlaps(other) == other.Overlaps(one)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("carts/{id}.json", "{kind}/{id}.json", true)]
    [InlineData("carts/{id}.json", "orders/{id}.json", false)]
    [InlineData("carts/{id}.json", "carts/{year}/{id}.json", false)]
    [InlineData("carts/{id*}.json", "carts/{year}/{id}.json", true)]
    [InlineData("{a}_x/{b}", "{a}_y/{b}", false)]
    [InlineData("{a}x", "y{a}", true)]
    [InlineData("a{x}", "a", false)]
    public void Overlap_is_decided(string one, string other, bool overlaps) =>
        Assert.Equal(overlaps, KeyTemplate.Parse(one).Overlaps(KeyTemplate.Parse(other)));

    [Fact]
    public void A_hostile_template_and_key_cost_no_more_than_their_product()
    {
        var template = KeyTemplate.Parse(string.Join("x", Enumerable.Range(0, 100).Select(i => $"{{p{i}*}}")) + "y");
        Assert.False(template.IsMatch(new string('x', 1024)));
        Assert.True(template.IsMatch(new string('x', 1023) + "y"));
        Assert.True(template.Overlaps(template));
    }

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    private static IEnumerable<string> KeysOfLength(int length) =>
        length == 0 ? [""] : KeysOfLength(length - 1).SelectMany(key => "ab/".Select(c => key + c));
}

using FsCheck;
using FsCheck.Fluent;
using Pulumi.Printing;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Subset.Tests;

public class YamlTests
{
    [Fact]
    public void Any_text_comes_back_as_it_was() => Prop.ForAll<string>(text =>
    {
        if (text is null || text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar)) return true;
        var read = Printed.Output(() => new Dictionary<string, object?>(StringComparer.Ordinal) { ["x" + text] = text });
        var (key, value) = Assert.Single(((YamlMappingNode)read).Children);
        return Unescape(key) == "x" + text && Unescape(value) == text;
    }).Holds();

    [Theory]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("1e3")]
    [InlineData("- a: b")]
    [InlineData("a # b")]
    [InlineData("\u0085\u2028\uFEFF\u0000\t\r\n\\\"")]
    [InlineData("\U0001F600 straße")]
    public void Texts_that_YAML_would_take_for_something_else_stay_texts(string text) =>
        Assert.Equal(text, Unescape(Printed.Output(() => text)));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.Throws<NotSupportedException>(() => YamlText.Quote("a\uD800"));

    [Fact]
    public void Empty_lists_and_maps_are_kept_where_they_are_values()
    {
        var read = Printed.Output(() =>
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["a"] = Array.Empty<string>(),
                ["b"] = new Dictionary<string, object?>(StringComparer.Ordinal),
            }
        );
        Assert.Empty(((YamlSequenceNode)read["a"]).Children);
        Assert.Empty(((YamlMappingNode)read["b"]).Children);
    }

    private static string Unescape(YamlNode node) => ((YamlScalarNode)node).Value!.Replace("$$", "$", StringComparison.Ordinal);
}

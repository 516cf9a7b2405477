using System.Text;
using System.Text.Json;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Tests;

public class JsonStringEscaperTests
{
    private const string Text = "plain \"quoted\" back\\slash / tab\t line\r\n bell\u0007 é 日本 🎂 𠮷 end";

    [Theory]
    [InlineData(nameof(EscapeStyle.Relaxed), "é 日本 🎂", @"\""quoted\"" back\\slash / tab\t line\r\n bell\u0007")]
    [InlineData(nameof(EscapeStyle.Slashes), "é 日本 🎂", @"back\\slash \/ tab")]
    [InlineData(nameof(EscapeStyle.Ascii), @"\u00e9 \u65e5\u672c \ud83c\udf82 \ud842\udfb7", @"back\\slash / tab")]
    public void Text_survives_every_style(string style, params string[] parts)
    {
        using var output = new PooledBuffer();
        output.Append((byte)'"');
        JsonStringEscaper.Append(output, Encoding.UTF8.GetBytes(Text), Enum.Parse<EscapeStyle>(style));
        output.Append((byte)'"');
        Assert.Equal(Text, JsonSerializer.Deserialize<string>(output.Written));
        Assert.All(parts, part => Assert.Contains(part, Encoding.UTF8.GetString(output.Written), StringComparison.Ordinal));
    }

    [Fact]
    public void A_buffer_grows_and_keeps_what_it_has()
    {
        using var output = new PooledBuffer();
        for (var i = 0; i < 300_000; i++) output.Append((byte)i);
        Assert.Equal(300_000, output.Length);
        for (var i = 0; i < output.Length; i++) Assert.Equal((byte)i, output.Written[i]);
    }
}

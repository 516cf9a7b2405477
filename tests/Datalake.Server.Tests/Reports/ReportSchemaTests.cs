using System.Text.Json;
using System.Text.RegularExpressions;
using Datalake.Server.Reports;

namespace Datalake.Server.Tests.Reports;

/// <summary>The schema that editors use and the reader know the same reports.</summary>
public sealed class ReportSchemaTests
{
    private static readonly JsonElement Schema =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "datasets", "report.schema.json"))).RootElement;

    private static readonly JsonElement Part = Schema.GetProperty("$defs").GetProperty("part");

    [Fact]
    public void Each_object_has_the_same_properties()
    {
        SameProperties(ReportProperties.OfReport, Schema);
        SameProperties(ReportProperties.OfPart, Part);
    }

    [Fact]
    public void The_same_ways_to_show_rows_are_allowed() => Assert.Equal(
        Enum.GetValues<ReportShow>().Select(show => show.ToString().ToLowerInvariant()),
        Property(Part, "show").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));

    [Fact]
    public void The_defaults_and_limits_are_the_same()
    {
        var report = SampleReport.Read("""{"title":"a","parts":[{"title":"b","view":"c"}]}""").Report!;
        Assert.Equal("1m", Property(Schema, "refresh").GetProperty("default").GetString());
        Assert.Equal(TimeSpan.FromMinutes(1), report.Refresh);
        var rows = Property(Part, "rows");
        Assert.Equal(report.Parts[0].Rows, rows.GetProperty("default").GetInt32());
        Assert.Equal((1, ReportPart.MaximumRows), (rows.GetProperty("minimum").GetInt32(), rows.GetProperty("maximum").GetInt32()));
        Assert.Equal(report.Parts[0].Show.ToString().ToLowerInvariant(), Property(Part, "show").GetProperty("default").GetString());
    }

    [Theory]
    [InlineData("5s", true)]
    [InlineData("10m", true)]
    [InlineData("1.5h", false)]
    [InlineData("01m", false)]
    public void Durations_have_the_same_form(string refresh, bool isTaken)
    {
        var pattern = Property(Schema, "refresh").GetProperty("pattern").GetString()!;

        Assert.Equal(isTaken, Regex.IsMatch(refresh, pattern, RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1)));
        Assert.Equal(isTaken, SampleReport.ReadWith($$"""{"refresh":"{{refresh}}"}""").Problems.Count == 0);
    }

    [Fact]
    public void Every_property_is_described() => Assert.All(
        new[] { Schema, Part }.SelectMany(schema => schema.GetProperty("properties").EnumerateObject()),
        property => Assert.True(property.Value.TryGetProperty("description", out _), property.Name));

    private static void SameProperties(IEnumerable<string> names, JsonElement schema)
    {
        Assert.Equal(
            names.Order(StringComparer.Ordinal), schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);
}

using System.Text;
using System.Text.Json;

namespace Datalake.Generator.Tests;

public class RecordFormTests
{
    private static readonly MemorySink Orders = MemorySink.Run(new() { Orders = 150 }).Sink;

    [Fact]
    public void Every_top_level_value_is_a_string_or_null()
    {
        foreach (var record in Orders.Records)
        {
            using var json = JsonDocument.Parse(record);
            Assert.All(
                json.RootElement.EnumerateObject(),
                field => Assert.True(field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null, field.Name)
            );
            Assert.Equal(
                json.RootElement.EnumerateObject().Count(),
                json.RootElement.EnumerateObject().Select(field => field.Name).Distinct(StringComparer.Ordinal).Count()
            );
        }
    }

    [Fact]
    public void Stringified_objects_are_JSON()
    {
        foreach (var record in Orders.Records)
        {
            using var json = JsonDocument.Parse(record);
            foreach (var field in json.RootElement.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String))
            {
                var text = field.Value.GetString()!;
                if (text.StartsWith('{') || text.StartsWith('[')) JsonDocument.Parse(text).Dispose();
            }
        }
    }

    [Fact]
    public void An_order_changes_from_placed_to_its_end()
    {
        foreach (var versions in GeneratedRecord.Good(Orders).GroupBy(record => record.OrderId, StringComparer.Ordinal))
        {
            var inOrder = versions.ToList();
            Assert.Equal("payment-pending", inOrder[0].Status);
            Assert.InRange(inOrder.Count, 2, 4);
            Assert.Single(versions.Select(version => version.Created).Distinct());
            Assert.Equal(inOrder.Count, versions.Select(version => version.Status).Distinct(StringComparer.Ordinal).Count());
            for (var i = 1; i < inOrder.Count; i++) Assert.True(inOrder[i].LastChange > inOrder[i - 1].LastChange);
        }
    }

    [Fact]
    public void Arrivals_come_within_minutes_of_the_change_and_in_its_order()
    {
        var latest = DateTimeOffset.UnixEpoch;
        foreach (var record in GeneratedRecord.Good(Orders))
        {
            Assert.True(record.LastChange > latest - TimeSpan.FromMinutes(5));
            if (record.LastChange > latest) latest = record.LastChange;
        }
    }

    [Fact]
    public void Late_versions_come_days_after_the_change()
    {
        var (sink, counts) = MemorySink.Run(new() { Orders = 300, RecordSize = 1_000, Late = 0.1 });
        var latest = DateTimeOffset.UnixEpoch;
        var late = 0;
        foreach (var record in GeneratedRecord.Good(sink))
        {
            if (record.LastChange > latest)
                latest = record.LastChange;
            else if (record.LastChange < latest - TimeSpan.FromDays(3))
                late++;
        }

        // The last ones have nothing behind them to be late for.
        Assert.InRange(late, counts.Late / 2, counts.Late);
    }

    [Fact]
    public void Orders_are_placed_in_the_given_span()
    {
        var options = new CheckoutGeneratorOptions
        {
            Orders = 100,
            RecordSize = 1_000,
            Start = new DateTimeOffset(2024, 2, 28, 23, 0, 0, TimeSpan.Zero),
            End = new DateTimeOffset(2024, 2, 29, 1, 0, 0, TimeSpan.Zero),
        };
        Assert.All(
            GeneratedRecord.Good(MemorySink.Run(options).Sink), record => Assert.InRange(record.Created, options.Start, options.End));
    }

    [Theory]
    [InlineData("🎂")]
    [InlineData("日")]
    [InlineData("ã")]
    [InlineData(@"\u00e9")]
    [InlineData(@"\\u00E9")]
    [InlineData(@"\\\""")]
    [InlineData(@"\\n")]
    [InlineData(@"\/")]
    [InlineData("cart-extra-context")]
    [InlineData("giftAttachments")]
    [InlineData("ATTACHMENTS")]
    [InlineData("itemAttachment")]
    [InlineData("doorPhotoAttachment")]
    [InlineData("PackageAttachment")]
    [InlineData("AssemblyOptions")]
    [InlineData("matchedParameters")]
    [InlineData("productCategories\\\":null")]
    public void Records_hold_what_a_lake_must_cope_with(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Contains(Orders.Records, record => record.AsSpan().IndexOf(bytes) >= 0);
    }
}

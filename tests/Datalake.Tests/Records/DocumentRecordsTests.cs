using System.Text;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

/// <summary><c>raw.records</c>: records that lie inside documents.</summary>
public class DocumentRecordsTests
{
    [Theory]
    [InlineData("order", "{\"id\":\"e\",\"order\":{\"a\":1},\"more\":[{\"a\":9}]}", new[] { "{\"a\":1}" })]
    [InlineData("Records[]", "{\"Records\":[{\"a\":1},{\"a\":2}]}", new[] { "{\"a\":1}", "{\"a\":2}" })]
    [InlineData("records[]", "{\"x\":{\"Records\":[{\"a\":9}]},\"Records\":[\n{\"a\":1}\n,\n{\"a\":2}\n],\"y\":\"]}\"}", new[] { "{\"a\":1}", "{\"a\":2}" })]
    [InlineData("data.orders.nodes[]", "{\"data\":{\"orders\":{\"pageInfo\":{},\"nodes\":[{\"a\":1}]}}}", new[] { "{\"a\":1}" })]
    [InlineData("groups[].orders[]", "{\"groups\":[{\"orders\":[{\"a\":1}]},{\"orders\":[{\"a\":2},{\"a\":3}]},{}]}", new[] { "{\"a\":1}", "{\"a\":2}", "{\"a\":3}" })]
    [InlineData("[\"a.b\"].c", "{\"a.b\":{\"c\":{\"a\":1}}}", new[] { "{\"a\":1}" })]
    [InlineData("r[]", "{\"r\":[{\"a\":1}]}\n{\"r\":[{\"a\":2}]}{\"r\":[{\"a\":3}]}", new[] { "{\"a\":1}", "{\"a\":2}", "{\"a\":3}" })]
    [InlineData("r[]", "[{\"r\":[{\"a\":1}]},{\"r\":[{\"a\":2}]}]", new[] { "{\"a\":1}", "{\"a\":2}" })]
    [InlineData("r[]", "{\"r\":{\"a\":1}}", new[] { "{\"a\":1}" })]
    [InlineData("r", "{\"r\":[{\"a\":1},{\"a\":2}]}", new[] { "{\"a\":1}", "{\"a\":2}" })]
    [InlineData("r[]", "{\"r\":null}{\"r\":[]}", new string[0])]
    [InlineData("r[]", "{\"r\":[1,{\"a\":1},\"x\",null]}", new[] { "1", "{\"a\":1}", "\"x\"", "null" })]
    [InlineData("r[]", "{\"r\":[{\"a\":1},{\"a\":", new[] { "{\"a\":1}", "{\"a\":" })]
    [InlineData("r[]", "{\"r\":[{\"a\":1}]", new[] { "{\"a\":1}", "<truncated>" })]
    [InlineData("r[]", "{\"r\":[{\"a\":1},{\"a\":tr,{\"a\":3}]}\n{\"r\":[{\"a\":4}]}", new[] { "{\"a\":1}", "{\"a\":tr,", "{\"a\":3}", "{\"a\":4}" })]
    [InlineData("r[]", "{\"r\":[{\"a\":1},{\"a\":\"x}]}\n{\"r\":[{\"a\":4}]}", new[] { "{\"a\":1}", "{\"a\":\"x}]}", "{\"a\":4}" })]
    [InlineData("r[]", "{oh dear}\n{\"r\":[{\"a\":4}]}", new[] { "<malformed-json>", "{\"a\":4}" })]
    [InlineData("r[]", "{\"x\":1}\n{\"r\":[{\"a\":4}]}", new[] { "<no-records>", "{\"a\":4}" })]
    public void Records_are_what_lies_below_the_path(string path, string text, string[] records)
    {
        var format = Arrival.Json with { Records = FieldPath.Parse(path) };
        foreach (var chunk in (int[])[1, 7, 100_000])
        {
            var frames = Arrival.Frames(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => chunk), format);
            Assert.Equal(records, Arrival.Texts(frames));
            Assert.Equal(Enumerable.Range(1, records.Length).Select(number => (long)number), frames.All.Select(frame => frame.Number));
            Assert.False(frames.IsSingle);
        }
    }

    [Fact]
    public void A_document_without_the_path_says_where_it_looked_and_which_keys_are_there()
    {
        var format = Arrival.Json with { Records = FieldPath.Parse("data.orders[]") };
        var frame = Assert.Single(Arrival.Frames("{\"id\":1,\"data\":{\"carts\":[],\"page\":2}}"u8.ToArray(), format).All);
        Assert.Equal(RecordRules.NoRecords, frame.Rule);
        Assert.Contains("no 'orders' in data", frame.Message, StringComparison.Ordinal);
        Assert.Contains("'carts', 'page'", frame.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"x\":\"", "\",\"r\":[{\"a\":1},{\"a\":3}]}")]
    [InlineData("{\"r\":[{\"a\":1}],\"x\":[\"", "\"]}{\"r\":[{\"a\":3}]}")]
    public async Task A_document_may_have_any_size_in_bounded_memory(string before, string after)
    {
        var limits = new RecordLimits { RecordBytes = 4 << 20 };
        var filling = Encoding.UTF8.GetBytes(new string('x', 65536));
        using var stream = new GeneratedStream(Encoding.UTF8.GetBytes(before), filling, 64 << 20, Encoding.UTF8.GetBytes(after));
        using var reader = RecordReader.Open(stream, Arrival.Json with { Records = FieldPath.Parse("r[]") }, limits);
        var records = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            records.Add(Encoding.UTF8.GetString(reader.Current.Content.Span));
        Assert.Equal(["{\"a\":1}", "{\"a\":3}"], records);
        Assert.InRange(reader.WindowBytes, 1, 2 * limits.RecordBytes);
    }
}

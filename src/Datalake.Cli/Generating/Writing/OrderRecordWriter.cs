using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Cli.Generating.Orders;
using Datalake.Cli.Generating.Sections;

namespace Datalake.Cli.Generating.Writing;

/// <summary>Writes a version of an order as one raw record. With a size to meet, leaves parts out or fills up.</summary>
internal sealed class OrderRecordWriter : IDisposable
{
    // Below this, an order is its essence only.
    private const int LeastFullSize = 6000;
    private const int BytesALine = 5000;

    // What follows the sections: the custom data without its context, the two last columns.
    private const int TailSize = 900;

    private readonly PooledBuffer _inner = new();
    private readonly Utf8JsonWriter _relaxed;
    private readonly Utf8JsonWriter _ascii;
    private readonly FillerText _filler;
    private readonly int _size;

    /// <param name="size">Bytes a record; zero lets each be as large as it is.</param>
    public OrderRecordWriter(int size)
    {
        _size = size;
        _filler = new FillerText(Math.Max(size, CustomSection.LongestContext));
        // What is written is right by construction, which the tests check; checking it again for each record costs a fifth of the speed.
        _relaxed = new Utf8JsonWriter(_inner, new JsonWriterOptions { Encoder = new Utf8JsonEncoder(), SkipValidation = true });
        _ascii = new Utf8JsonWriter(_inner, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default, SkipValidation = true });
    }

    /// <summary>How many lines an order should have to meet the size; zero leaves it to the order.</summary>
    public int LinesWanted => _size == 0 ? 0 : Math.Max(1, _size / BytesALine);

    private bool Slim => _size is > 0 and < LeastFullSize;

    /// <summary>Appends the record to an empty buffer.</summary>
    public void Write(PooledBuffer output, OrderVersion version)
    {
        var random = version.Order.Random(OrderPart.Writing);
        var style = random.Below(10) switch { 0 => EscapeStyle.Ascii, 1 => EscapeStyle.Slashes, _ => EscapeStyle.Relaxed };
        var json = random.Below(10) == 0 ? _ascii : _relaxed;
        var record = new RawRecord(output, style);
        ScalarFields.Write(ref record, version, Slim);
        foreach (var section in OrderSections.All) WriteSection(ref record, json, section, version);
        WriteRest(ref record, json, version);
        record.Text("Id"u8, version.Order.Id);
        record.Text("InstanceId"u8, version.Order.Store.Account);
        record.End();
    }

    public void Dispose()
    {
        _relaxed.Dispose();
        _ascii.Dispose();
        _inner.Dispose();
    }

    private void WriteSection(ref RawRecord record, Utf8JsonWriter json, OrderSection section, OrderVersion version)
    {
        var start = record.Length;
        var content = Begin(json);
        if (!section.Write(content, version, Slim))
        {
            if (!Slim) record.Null(section.Key);
            return;
        }

        content.Flush();
        record.Text(section.Key, _inner.Written);
        var tail = Slim ? 100 : TailSize;
        if (!section.Essential && _size > 0 && record.Length > _size - tail) record.Rewind(start);
    }

    private void WriteRest(ref RawRecord record, Utf8JsonWriter json, OrderVersion version)
    {
        // The closing columns: two keys with their punctuation, the values, the brace.
        var closing = "\"Id\":\"\",\"InstanceId\":\"\",}".Length + version.Order.Id.Length + version.Order.Store.Account.Length;
        if (Slim)
        {
            var missing = _size - closing - record.Length - ",\"CommercialConditionData\":\"\"".Length;
            if (missing > 0) record.Text("CommercialConditionData"u8, _filler.Take(version.Order, missing));
            return;
        }

        if (_size == 0)
        {
            WriteCustom(ref record, json, version, CustomSection.NaturalContext(version));
            return;
        }

        // A context of one byte tells what everything around it takes.
        var start = record.Length;
        WriteCustom(ref record, json, version, context: 1);
        var shortfall = _size - closing - record.Length;
        if (shortfall <= 0) return;

        record.Rewind(start);
        WriteCustom(ref record, json, version, context: 1 + shortfall);
    }

    private void WriteCustom(ref RawRecord record, Utf8JsonWriter json, OrderVersion version, int context)
    {
        var content = Begin(json);
        CustomSection.Write(content, version, _filler.Take(version.Order, context));
        content.Flush();
        record.Text("CustomData"u8, _inner.Written);
    }

    private Utf8JsonWriter Begin(Utf8JsonWriter json)
    {
        _inner.Clear();
        json.Reset();
        return json;
    }
}

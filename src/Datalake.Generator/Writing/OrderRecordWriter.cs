using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Sections;

namespace Datalake.Generator.Writing;

/// <summary>Writes a version of an order as one raw record. With a size to meet, leaves parts out or fills up.</summary>
internal sealed class OrderRecordWriter : IDisposable
{
    // Below this, an order is its essence only.
    private const int LeastFullSize = 6000;
    private const int BytesALine = 5000;

    // What follows the sections: the custom data without its context, the two last columns.
    private const int TailSize = 900;

    private readonly PooledBuffer inner = new();
    private readonly Utf8JsonWriter relaxed;
    private readonly Utf8JsonWriter ascii;
    private readonly FillerText filler;
    private readonly int size;

    /// <param name="size">Bytes a record; zero lets each be as large as it is.</param>
    public OrderRecordWriter(int size)
    {
        this.size = size;
        filler = new FillerText(Math.Max(size, CustomSection.LongestContext));
        // What is written is right by construction, which the tests check; checking it again for each record costs a fifth of the speed.
        relaxed = new Utf8JsonWriter(inner, new JsonWriterOptions { Encoder = new Utf8JsonEncoder(), SkipValidation = true });
        ascii = new Utf8JsonWriter(inner, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default, SkipValidation = true });
    }

    /// <summary>How many lines an order should have to meet the size; zero leaves it to the order.</summary>
    public int LinesWanted => size == 0 ? 0 : Math.Max(1, size / BytesALine);

    private bool Slim => size is > 0 and < LeastFullSize;

    /// <summary>Appends the record to an empty buffer.</summary>
    public void Write(PooledBuffer output, OrderVersion version)
    {
        var random = version.Order.Random(OrderPart.Writing);
        var style = random.Below(10) switch { 0 => EscapeStyle.Ascii, 1 => EscapeStyle.Slashes, _ => EscapeStyle.Relaxed };
        var json = random.Below(10) == 0 ? ascii : relaxed;
        var record = new RawRecord(output, style);
        ScalarFields.Write(ref record, version, Slim);
        foreach (var section in OrderSections.All)
        {
            // A small record has no room for what comes after the first part that does not fit, and trying each would take longer than
            // writing it.
            if (!TryWriteSection(ref record, json, section, version) && Slim) break;
        }

        WriteRest(ref record, json, version);
        record.Text("Id"u8, version.Order.Id);
        record.Text("InstanceId"u8, version.Order.Store.Account);
        record.End();
    }

    public void Dispose()
    {
        relaxed.Dispose();
        ascii.Dispose();
        inner.Dispose();
    }

    private bool TryWriteSection(ref RawRecord record, Utf8JsonWriter json, OrderSection section, OrderVersion version)
    {
        var start = record.Length;
        var content = Begin(json);
        if (!section.Write(content, version, Slim))
        {
            if (!Slim) record.Null(section.Key);
            return true;
        }

        content.Flush();
        record.Text(section.Key, inner.Written);
        var tail = Slim ? 100 : TailSize;
        if (section.Essential || size == 0 || record.Length <= size - tail) return true;

        record.Rewind(start);
        return false;
    }

    private void WriteRest(ref RawRecord record, Utf8JsonWriter json, OrderVersion version)
    {
        // The closing columns: two keys with their punctuation, the values, the brace.
        var closing = "\"Id\":\"\",\"InstanceId\":\"\",}".Length + version.Order.Id.Length + version.Order.Store.Account.Length;
        if (Slim)
        {
            var missing = size - closing - record.Length - ",\"CommercialConditionData\":\"\"".Length;
            if (missing > 0) record.Text("CommercialConditionData"u8, filler.Take(version.Order, missing));
            return;
        }

        if (size == 0)
        {
            WriteCustom(ref record, json, version, CustomSection.NaturalContext(version));
            return;
        }

        // A context of one byte tells what everything around it takes.
        var start = record.Length;
        WriteCustom(ref record, json, version, context: 1);
        var shortfall = size - closing - record.Length;
        if (shortfall <= 0) return;

        record.Rewind(start);
        WriteCustom(ref record, json, version, context: 1 + shortfall);
    }

    private void WriteCustom(ref RawRecord record, Utf8JsonWriter json, OrderVersion version, int context)
    {
        var content = Begin(json);
        CustomSection.Write(content, version, filler.Take(version.Order, context));
        content.Flush();
        record.Text("CustomData"u8, inner.Written);
    }

    private Utf8JsonWriter Begin(Utf8JsonWriter json)
    {
        inner.Clear();
        json.Reset();
        return json;
    }
}

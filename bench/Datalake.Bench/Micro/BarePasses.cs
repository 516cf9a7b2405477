using System.Text.Json;

namespace Datalake.Bench.Micro;

/// <summary>
/// What the framework's reader takes to look at every token of the raw record, strings left as they are: the floor of any parser built on
/// it.
/// </summary>
internal sealed class BarePass(RecordSet records) : Pass(MicroBench.Bare, records)
{
    protected override void Take(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        while (reader.Read())
        {
        }
    }
}

/// <summary>
/// The same, and the strings that hold objects or arrays are decoded and their JSON is read: the reading that STRUCTURE cannot do without,
/// and no writing.
/// </summary>
internal sealed class BareDecodePass(RecordSet records) : Pass(MicroBench.BareDecode, records)
{
    private byte[] decoded = new byte[64 << 10];

    protected override void Take(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan is [(byte)'{' or (byte)'[', ..]) TakeInner(ref reader);
        }
    }

    private void TakeInner(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > decoded.Length) decoded = new byte[reader.ValueSpan.Length * 2];
        var inner = new Utf8JsonReader(decoded.AsSpan(0, reader.CopyString(decoded)));
        while (inner.Read())
        {
        }
    }
}

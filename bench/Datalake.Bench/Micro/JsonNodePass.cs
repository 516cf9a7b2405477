using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Datasets;

namespace Datalake.Bench.Micro;

/// <summary>STRUCTURE as it is written without a second thought for speed: a tree, changed in place, written out.</summary>
internal sealed class JsonNodePass(RecordSet records, DatasetContract contract) : Pass(MicroBench.JsonNodes, records), IDisposable
{
    private readonly JsonNodeStructurer structurer = new(contract);
    private readonly ArrayBufferWriter<byte> output = new(64 << 10);
    private readonly Utf8JsonWriter writer = new(
        Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Dispose() => writer.Dispose();

    /// <summary>The structured record; valid until the next.</summary>
    public ReadOnlySpan<byte> Structure(ReadOnlySpan<byte> record)
    {
        Take(record);
        return output.WrittenSpan;
    }

    protected override void Take(ReadOnlySpan<byte> record)
    {
        output.ResetWrittenCount();
        writer.Reset(output);
        structurer.Structure(JsonNode.Parse(record)!.AsObject()).WriteTo(writer);
        writer.Flush();
    }
}

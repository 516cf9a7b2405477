using Datalake.Generator;
using Datalake.Json;

namespace Datalake.Bench.Micro;

/// <summary>Records one behind the other in one array, as a step finds them.</summary>
internal sealed class RecordSet
{
    private readonly byte[] bytes;
    private readonly int[] ends;

    private RecordSet(byte[] bytes, int[] ends)
    {
        this.bytes = bytes;
        this.ends = ends;
    }

    /// <summary>How many there are.</summary>
    public int Count => ends.Length;

    /// <summary>Bytes of all.</summary>
    public long Bytes => bytes.Length;

    /// <summary>A record.</summary>
    public ReadOnlySpan<byte> this[int index] => bytes.AsSpan((index == 0 ? 0 : ends[index - 1])..ends[index]);

    /// <summary>Makes raw checkout orders.</summary>
    /// <param name="recordSize">Bytes a record.</param>
    /// <param name="totalBytes">About how many bytes in all.</param>
    public static RecordSet Generate(int recordSize, long totalBytes)
    {
        using var sink = new Sink();
        new CheckoutGenerator(
            new CheckoutGeneratorOptions { RecordSize = recordSize, Orders = CheckoutOrders.For(totalBytes / recordSize) }).Generate(sink);
        return sink.ToSet();
    }

    /// <summary>What a step makes of each record.</summary>
    /// <param name="step">Writes what it makes of the record with the given number.</param>
    public RecordSet Select(Action<int, Utf8Output> step)
    {
        using var sink = new Sink();
        using var output = new Utf8Output();
        for (var i = 0; i < Count; i++)
        {
            output.Clear();
            step(i, output);
            sink.Write(string.Empty, output.WrittenSpan);
        }

        return sink.ToSet();
    }

    private sealed class Sink : IArrivalSink, IDisposable
    {
        private readonly MemoryStream content = new();
        private readonly List<int> ends = [];

        public void Write(string key, ReadOnlySpan<byte> content)
        {
            this.content.Write(content);
            ends.Add(checked((int)this.content.Length));
        }

        public void Dispose() => content.Dispose();

        public RecordSet ToSet() => new(content.ToArray(), [.. ends]);
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Datalake.Generator.Tests;

/// <summary>Keeps what a generator makes.</summary>
internal sealed class MemorySink : IArrivalSink
{
    public List<(string Key, byte[] Content)> Arrivals { get; } = [];

    /// <summary>All records, a broken one too, in the order in which they came.</summary>
    public IEnumerable<byte[]> Records => Arrivals.SelectMany(arrival => Lines(arrival.Content));

    public static (MemorySink Sink, GenerationCounts Counts) Run(CheckoutGeneratorOptions options)
    {
        var sink = new MemorySink();
        var counts = new CheckoutGenerator(options).Generate(sink, cancellationToken: TestContext.Current.CancellationToken);
        return (sink, counts);
    }

    public void Write(string key, ReadOnlySpan<byte> content) => Arrivals.Add((key, content.ToArray()));

    /// <summary>Changes when any key, any byte or the order changes.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, content) in Arrivals)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key));
            hash.AppendData([0]);
            hash.AppendData(content);
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static byte[] Unzip(byte[] content)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress)) gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static IEnumerable<byte[]> Lines(byte[] content)
    {
        var rest = content.AsMemory();
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            yield return rest[..(end < 0 ? rest.Length : end)].ToArray();
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }
}

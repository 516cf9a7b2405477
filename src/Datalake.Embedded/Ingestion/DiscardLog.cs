using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// Records what was discarded: <c>_state/discarded/&lt;dataset&gt;/</c>, one file for some thousand quarantine objects, one object a line.
/// </summary>
/// <param name="store">The lake's store.</param>
internal sealed class DiscardLog(FileObjectStore store)
{
    /// <summary>Where the files lie.</summary>
    public const string Prefix = "_state/discarded/";

    /// <summary>Adds objects; when it returns they survive a power failure.</summary>
    public async Task AppendAsync(
        string dataset, IReadOnlyCollection<Discarded> objects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var content = Serialize(objects);
        for (var number = 0; ; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{dataset}/{now:yyyyMMddTHHmmssfff}-{number:d4}.ndjson");
            if (await store.PutAsync(key, content, PutMode.IfAbsent, cancellationToken)) return;
        }
    }

    /// <summary>Reads what was discarded of a dataset, or of all.</summary>
    public async IAsyncEnumerable<Discarded> ReadAllAsync(string? dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in store.ListAsync(dataset is null ? Prefix : $"{Prefix}{dataset}/", cancellationToken))
        {
            await foreach (var one in ReadAsync(found.Key, cancellationToken)) yield return one;
        }
    }

    /// <summary>Reads one file.</summary>
    public async IAsyncEnumerable<Discarded> ReadAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(store.PathOf(key));
        while (await lines.ReadLineAsync(cancellationToken) is { } line) yield return Read(key, line);
    }

    /// <summary>Objects as a file has them.</summary>
    public static byte[] Serialize(IEnumerable<Discarded> objects)
    {
        using var content = new MemoryStream();
        foreach (var one in objects)
        {
            JsonSerializer.Serialize(content, one, DiscardedJson.Default.Discarded);
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }

    private static Discarded Read(string key, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, DiscardedJson.Default.Discarded)!;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{key} cannot be read: {failure.Message} Restore it from a copy of the lake.", failure);
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>The books of what was discarded: <c>_state/discarded/&lt;dataset&gt;/</c>, one file for some thousand records, one record a line.</summary>
/// <param name="store">The lake's store.</param>
internal sealed class DiscardLog(FileObjectStore store)
{
    /// <summary>Where the files lie.</summary>
    public const string Prefix = "_state/discarded/";

    /// <summary>Writes records down; when it returns they survive a power failure.</summary>
    public async Task AppendAsync(string dataset, IReadOnlyCollection<Discarded> records, DateTimeOffset now, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        foreach (var record in records)
        {
            JsonSerializer.Serialize(content, record, DiscardedJson.Default.Discarded);
            content.WriteByte((byte)'\n');
        }

        for (var number = 0; ; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{dataset}/{now:yyyyMMddTHHmmssfff}-{number:d4}.ndjson");
            if (await store.PutAsync(key, content.GetBuffer().AsMemory(0, (int)content.Length), PutMode.IfAbsent, cancellation)) return;
        }
    }

    /// <summary>Reads the records of a dataset, or of all.</summary>
    public async IAsyncEnumerable<Discarded> ReadAllAsync(string? dataset, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var found in store.ListAsync(dataset is null ? Prefix : $"{Prefix}{dataset}/", cancellation))
        {
            using var lines = new StreamReader(store.PathOf(found.Key));
            while (await lines.ReadLineAsync(cancellation) is { } line) yield return Read(found.Key, line);
        }
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

using System.Collections.Concurrent;
using Datalake.Datasets;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Receiving;

/// <summary>
/// Takes JSON texts that come one by one: those that come at the same time are made durable by one sync, and those of half a second
/// become one arrival. Dispose it to make arrivals of what is open. Safe to share between threads.
/// </summary>
public sealed class ArrivalJournal : IAsyncDisposable
{
    private readonly FileObjectStore raw;
    private readonly string folder;
    private readonly JournalOptions options;
    private readonly TimeProvider time;
    private readonly Action<string, long> announce;
    private readonly ConcurrentDictionary<string, Lazy<JournalWriter>> writers = new(StringComparer.Ordinal);

    /// <summary>Opens the journal of a lake.</summary>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="options">When texts become an arrival.</param>
    /// <param name="time">Names arrivals.</param>
    /// <param name="announce">Receives the key and the size of each arrival.</param>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be written.</exception>
    public ArrivalJournal(LakeFolder lake, JournalOptions options, TimeProvider time, Action<string, long> announce)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        raw = new FileObjectStore(lake.Raw, syncsWriters: true, lake.Writing);
        folder = lake.Journal;
        this.options = options;
        this.time = time;
        this.announce = announce;
        FileObjectStore.Guard(() => SyncedFolders.CreateRoot(folder, raw.Files), "create the folder", "_state/journal");
    }

    /// <summary>True when a text can be taken: it is whole JSON objects and arrays, and nothing else but white space.</summary>
    /// <param name="text">The text.</param>
    public static bool Takes(ReadOnlySpan<byte> text) =>
        text.TrimEnd(" \t\r\n"u8).Length is > 0 and var length && JournalRecovery.WholeLength(text) == length;

    /// <summary>Makes a text durable.</summary>
    /// <param name="dataset">The dataset that it is for.</param>
    /// <param name="text">
    /// One that <see cref="Takes"/> takes; checked by the caller. It must not change until the task is done.
    /// </param>
    /// <returns>The key of the arrival that the text is part of, once the text is durable.</returns>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The disk refused; the text is not taken.</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task<string> AppendAsync(DatasetContract dataset, ReadOnlyMemory<byte> text)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return writers
            .GetOrAdd(dataset.Name, name => new Lazy<JournalWriter>(() => new JournalWriter(raw, folder, name, options, time, announce)))
            .Value.AppendAsync(text);
    }

    /// <summary>Makes arrivals of all texts that are durable, and waits until they are announced.</summary>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The disk refused one; the texts stay durable.</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task PublishAsync() => Task.WhenAll(writers.Values.Select(writer => writer.Value.PublishAsync()));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers.Values) await writer.Value.DisposeAsync();
    }
}

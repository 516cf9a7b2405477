using System.Globalization;
using System.Runtime.CompilerServices;
using Datalake.Storage;

namespace Datalake.Aws.Tests;

/// <summary>Objects in memory, with a fault for a key where a test asks for one. The real store has tests of its own.</summary>
internal sealed class MemoryStore(TimeProvider time) : IObjectStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (byte[] Content, StoredObject Info)> objects = new(StringComparer.Ordinal);
    private int puts;
    private int calls;

    /// <summary>How often the store was asked for anything but the next piece of an object.</summary>
    public int Calls => calls;

    /// <summary>Thrown when the key is opened, looked up or put.</summary>
    public Dictionary<string, Exception> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Called with the key before a writer commits: what happens in the last moment.</summary>
    public Action<string>? Committing { get; set; }

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (gate) return [.. objects.Keys];
        }
    }

    public StoredObject Put(string key, byte[] content)
    {
        lock (gate)
        {
            var info = new StoredObject(key, content.Length, "v" + (++puts).ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
            objects[key] = (content, info);
            return info;
        }
    }

    public byte[] Get(string key)
    {
        lock (gate) return objects[key].Content;
    }

    public ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(key, cancellationToken);
        lock (gate)
            return ValueTask.FromResult(
                objects.TryGetValue(key, out var found)
                    ? new ObjectContent(found.Info, new MemoryStream(found.Content, writable: false))
                    : null
            );
    }

    public ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(key, cancellationToken);
        lock (gate) return ValueTask.FromResult(objects.TryGetValue(key, out var found) ? found.Info : null);
    }

    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ObjectWriter>(new Writer(this, key));

    public ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(key, cancellationToken);
        lock (gate)
        {
            if (mode == PutMode.IfAbsent && objects.ContainsKey(key)) return ValueTask.FromResult(false);
            Put(key, content.ToArray());
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        lock (gate) objects.Remove(key);
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        StoredObject[] found;
        lock (gate)
            found = [.. objects.Values.Select(entry => entry.Info).Where(info => info.Key.StartsWith(prefix, StringComparison.Ordinal))];
        foreach (var info in found) yield return info;
    }

    public IAsyncEnumerable<StoredObject> ListAfterAsync(string prefix, string after, CancellationToken cancellationToken) =>
        ListAsync(prefix, cancellationToken).Where(info => ObjectKeys.Compare(info.Key, after) > 0);

    private void ThrowIfFaulty(string key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        cancellationToken.ThrowIfCancellationRequested();
        if (Faults.TryGetValue(key, out var fault)) throw fault;
    }

    private sealed class Writer(MemoryStore store, string key) : ObjectWriter
    {
        private readonly MemoryStream content = new();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            await content.WriteAsync(bytes, cancellationToken);

        public override async ValueTask CommitAsync(CancellationToken cancellationToken) =>
            await store.PutAsync(key, content.ToArray(), PutMode.Replace, cancellationToken);

        public override ValueTask<bool> TryCommitAsync(string? replaced, CancellationToken cancellationToken)
        {
            store.Committing?.Invoke(key);
            store.ThrowIfFaulty(key, cancellationToken);
            lock (store.gate)
            {
                if ((store.objects.TryGetValue(key, out var there) ? there.Info.Version : null) != replaced)
                    return ValueTask.FromResult(false);
                store.Put(key, content.ToArray());
                return ValueTask.FromResult(true);
            }
        }

        public override ValueTask DisposeAsync() => content.DisposeAsync();
    }
}

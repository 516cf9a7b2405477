using System.Globalization;
using System.Runtime.CompilerServices;
using Datalake.Storage;

namespace Datalake.Testing.Stores;

/// <summary>Objects in memory, by the rules of a store, with faults where a test asks for them.</summary>
/// <param name="time">The clock that dates objects.</param>
public sealed class MemoryObjectStore(TimeProvider time) : IObjectStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (byte[] Content, StoredObject Info)> objects = new(StringComparer.Ordinal);
    private readonly List<Func<object?>> late = [];
    private int puts;

    /// <summary>Decides what goes wrong with a call; null when nothing ever does.</summary>
    public Func<StoreCall, StoreFault>? Faults { get; set; }

    /// <summary>Called when an object was put, whoever put it, with its key and content.</summary>
    public Action<string, byte[]>? Stored { get; set; }

    /// <summary>Called before an object is deleted through the store.</summary>
    public Action<string>? Deleting { get; set; }

    /// <summary>The calls so far, the first first.</summary>
    public IList<StoreCall> Calls { get; } = [];

    /// <summary>All keys, in order.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (gate) return [.. objects.Keys];
        }
    }

    /// <summary>Whether some calls that <see cref="StoreFault.ArrivesLate"/> hit have not been done yet.</summary>
    public bool HasLate => late.Count > 0;

    /// <summary>Whether there is an object.</summary>
    public bool Has(string key)
    {
        lock (gate) return objects.ContainsKey(key);
    }

    /// <summary>What the store says of an object.</summary>
    public StoredObject InfoOf(string key)
    {
        lock (gate) return objects[key].Info;
    }

    /// <summary>Does one of the calls that came late.</summary>
    public void DeliverOne(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        lock (gate)
        {
            var chosen = random.Next(late.Count);
            var work = late[chosen];
            late.RemoveAt(chosen);
            work();
        }
    }

    /// <summary>Puts an object past all faults.</summary>
    public void Place(string key, ReadOnlySpan<byte> content)
    {
        ObjectKeys.ThrowIfBad(key);
        lock (gate)
        {
            var version = (++puts).ToString(CultureInfo.InvariantCulture);
            var stored = content.ToArray();
            objects[key] = (stored, new StoredObject(key, content.Length, version, time.GetUtcNow()));
            Stored?.Invoke(key, stored);
        }
    }

    /// <summary>Reads an object past all faults.</summary>
    public byte[] Read(string key)
    {
        lock (gate) return objects[key].Content;
    }

    /// <summary>Deletes an object past all faults.</summary>
    public void Remove(string key)
    {
        lock (gate) objects.Remove(key);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken) => Do(
        new StoreCall(StoreCallKind.Open, key),
        () => objects.TryGetValue(key, out var found)
            ? new ObjectContent(found.Info, new MemoryStream(found.Content, writable: false))
            : null,
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken) => Do(
        new StoreCall(StoreCallKind.Find, key), () => objects.TryGetValue(key, out var found) ? found.Info : null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ObjectWriter>(new Writer(this, key));

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken) => Do(
        new StoreCall(StoreCallKind.Put, key),
        () =>
        {
            if (mode == PutMode.IfAbsent && objects.ContainsKey(key)) return false;
            Place(key, content.Span);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken) =>
        await Do(
            new StoreCall(StoreCallKind.Delete, key),
            () =>
        {
            if (objects.ContainsKey(key)) Deleting?.Invoke(key);
            return objects.Remove(key);
        },
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        ListAfterAsync(prefix, "", cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAfterAsync(
        string prefix, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Do(
            new StoreCall(StoreCallKind.List, prefix),
            () => objects.Values
                .Select(entry => entry.Info)
                .Where(info => info.Key.StartsWith(prefix, StringComparison.Ordinal) && ObjectKeys.Compare(info.Key, after) > 0)
                .ToList(),
            cancellationToken);
        foreach (var info in found) yield return info;
    }

    private ValueTask<T> Do<T>(StoreCall call, Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            Calls.Add(call);
            switch (Faults?.Invoke(call) ?? StoreFault.None)
            {
                case StoreFault.ArrivesLate when call.Kind is StoreCallKind.Put or StoreCallKind.Delete:
                    late.Add(() => work());
                    throw Failure(call);
                case StoreFault.ArrivesLate:
                case StoreFault.Fails:
                    throw Failure(call);
                case StoreFault.DiesBefore:
                    throw new ProgramDiedException();
                case StoreFault.RefusesPut when work is Func<bool>:
                    return ValueTask.FromResult((T)(object)false);
                case StoreFault.LosesAnswer:
                    work();
                    throw Failure(call);
                case StoreFault.DiesAfter:
                    work();
                    throw new ProgramDiedException();
                case StoreFault.RepeatsPut:
                    work();
                    return ValueTask.FromResult(work());
                default:
                    return ValueTask.FromResult(work());
            }
        }
    }

    private static ObjectStoreException Failure(StoreCall call) =>
        new($"Cannot {call.Kind} {call.Key}: the store answers 503.", new IOException("503 Slow Down"));

    private sealed class Writer(MemoryObjectStore store, string key) : ObjectWriter
    {
        private readonly MemoryStream content = new();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            await content.WriteAsync(bytes, cancellationToken);

        public override async ValueTask CommitAsync(CancellationToken cancellationToken) =>
            await store.PutAsync(key, content.ToArray(), PutMode.Replace, cancellationToken);

        public override ValueTask<bool> TryCommitAsync(string? replaced, CancellationToken cancellationToken) => store.Do(
            new StoreCall(StoreCallKind.Put, key),
            () =>
            {
                if ((store.objects.TryGetValue(key, out var there) ? there.Info.Version : null) != replaced) return false;
                store.Place(key, content.ToArray());
                return true;
            },
            cancellationToken);

        public override ValueTask DisposeAsync() => content.DisposeAsync();
    }
}

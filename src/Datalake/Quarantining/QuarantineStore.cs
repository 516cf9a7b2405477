using System.Runtime.CompilerServices;
using System.Text.Json;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Quarantining;

/// <summary>Keeps quarantine entries in a lake's store: one object for an arrival and step, one entry a line.</summary>
/// <param name="store">The lake's store.</param>
public sealed class QuarantineStore(IObjectStore store)
{
    /// <summary>Begins the object of an arrival.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="step">The step.</param>
    /// <param name="arrival">The arrival.</param>
    public QuarantineWriter Begin(string dataset, QuarantineStep step, StoredObject arrival) =>
        new(store, dataset, arrival, () => QuarantineKeys.Of(dataset, step, arrival));

    /// <summary>Begins an object under a key that is known: for what a replay or discard leaves.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="arrival">The arrival of its entries.</param>
    public QuarantineWriter Begin(string key, StoredObject arrival) => new(store, QuarantineKeys.DatasetOf(key), arrival, () => key);

    /// <summary>Lists every entry.</summary>
    /// <param name="dataset">The dataset's name, or null for all.</param>
    /// <param name="damaged">Receives a message for each entry that cannot be read; the others are listed all the same.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<QuarantineEntry> ListAsync(
        string? dataset, Action<string> damaged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        await foreach (var key in ListKeysAsync(dataset, cancellationToken))
        {
            // A replay or discard is under way, or was cut short: what it leaves counts only when it has taken the object before it away.
            if (QuarantineKeys.Before(key) is { } before && await store.FindAsync(before, cancellationToken) is not null) continue;
            await foreach (var line in ReadAsync(key, cancellationToken))
            {
                if (line.Entry is not null) yield return line.Entry;
                else damaged(line.Damage!);
            }
        }
    }

    /// <summary>Lists the keys of the objects, in no promised order.</summary>
    /// <param name="dataset">The dataset's name, or null for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<string> ListKeysAsync(string? dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in store.ListAsync(dataset is null ? QuarantineKeys.All : LakeKeys.Quarantine(dataset), cancellationToken))
        {
            if (QuarantineKeys.IsEntries(found.Key)) yield return found.Key;
        }
    }

    /// <summary>Reads the entries of an object one after the other; none when it is not there.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<QuarantineLine> ReadAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, cancellationToken);
        if (content is null) yield break;
        if (QuarantineKeys.IsSingle(key))
        {
            using var whole = new MemoryStream();
            await content.Stream.CopyToAsync(whole, cancellationToken);
            var single = Parse(key, 1, whole.GetBuffer().AsMemory(0, (int)whole.Length));
            yield return single.Entry is null
                ? single
                : single with
                {
                    Text = JsonSerializer.SerializeToUtf8Bytes(single.Entry, QuarantineJson.Readable.QuarantineEntry),
                };
            yield break;
        }

        using var lines = RecordReader.OpenStructured(content.Stream, RecordLimits.Default);
        while (await lines.ReadAsync(cancellationToken))
        {
            yield return lines.Current.Problem is { } problem
                ? Damaged(key, lines.Current.Number, lines.Current.Content, problem.Message)
                : Parse(key, lines.Current.Number, lines.Current.Content);
        }
    }

    private static QuarantineLine Parse(string key, long number, ReadOnlyMemory<byte> line)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(line.Span, QuarantineJson.Readable.QuarantineEntry);
            return entry is null ? Damaged(key, number, line, "It is null.") : new QuarantineLine(line, entry, null);
        }
        catch (JsonException damage)
        {
            return Damaged(key, number, line, damage.Message);
        }
    }

    private static QuarantineLine Damaged(string key, long number, ReadOnlyMemory<byte> line, string why) =>
        new(
            line,
            null,
            $"{key}, line {number}, cannot be read: the entry is damaged ({why}). Restore the object from a copy of the lake; the record is still in its arrival in raw/."
        );
}

using System.Buffers;
using Datalake.Datasets;
using Datalake.Server.Hosting;
using Datalake.Storage;

namespace Datalake.Server.Receiving;

/// <summary>
/// Keeps the body of a request that brings records until it is read to its end: in memory, and from a megabyte on in a file. Disposed
/// before it is made an arrival, it is discarded. Not for two threads at once.
/// </summary>
internal sealed class KeptBody(ServerLake lake, DatasetContract dataset) : IAsyncDisposable
{
    private const int HeldBytes = 1 << 20;

    private byte[] held = ArrayPool<byte>.Shared.Rent(4096);
    private int length;
    private ObjectWriter? writer;
    private string? key;
    private long written;

    /// <summary>Takes the next bytes.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (writer is null && length + bytes.Length <= HeldBytes)
        {
            Hold(bytes.Span);
            return;
        }

        if (writer is null) await SpillAsync(cancellationToken);
        await writer!.WriteAsync(bytes, cancellationToken);
        written += bytes.Length;
    }

    /// <summary>Makes an arrival of the body, or a part of one.</summary>
    /// <param name="cancellationToken">A token to cancel the operation; the body is then discarded.</param>
    /// <returns>The arrival's key, once it is durable.</returns>
    public async Task<string> KeepAsync(CancellationToken cancellationToken)
    {
        if (writer is null) return await lake.StoreAsync(dataset, held.AsMemory(0, length), cancellationToken);
        await writer.CommitAsync(cancellationToken);
        lake.Live.Announce(key!, written);
        return key!;
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(held);
        if (writer is not null) await writer.DisposeAsync();
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > held.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + bytes.Length, held.Length * 2));
            held.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(held);
            held = larger;
        }

        bytes.CopyTo(held.AsSpan(length));
        length += bytes.Length;
    }

    private async Task SpillAsync(CancellationToken cancellationToken)
    {
        key = lake.NewKey(dataset);
        writer = await lake.CreateAsync(key, cancellationToken);
        await writer.WriteAsync(held.AsMemory(0, length), cancellationToken);
        written = length;
    }
}

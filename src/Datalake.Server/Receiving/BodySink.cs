namespace Datalake.Server.Receiving;

/// <summary>Takes the bytes of a body in their order, as they came.</summary>
/// <param name="bytes">The next bytes; may be reused once the task is done.</param>
/// <param name="cancellationToken">A token to cancel the operation.</param>
public delegate ValueTask BodySink(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

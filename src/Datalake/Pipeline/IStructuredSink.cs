using Datalake.Storage;

namespace Datalake.Pipeline;

/// <summary>Takes structured records while they are made, so that one process need not read back what it has just written.</summary>
public interface IStructuredSink
{
    /// <summary>Takes whole lines.</summary>
    /// <param name="lines">Structured records, one a line; an empty line stands for a record in quarantine.</param>
    /// <param name="isSingle">True when the arrival holds one record and nothing else.</param>
    /// <param name="cancellation">Stops it.</param>
    ValueTask AcceptAsync(ReadOnlyMemory<byte> lines, bool isSingle, CancellationToken cancellation);
}

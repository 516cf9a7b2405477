namespace Datalake.Tables.Delta;

/// <summary>
/// Reads and writes the Parquet files of checkpoints (Delta Transaction Log Protocol, "Checkpoint Schema"; the V1 spec). Safe to share
/// between threads.
/// </summary>
public interface ICheckpointFormat
{
    /// <summary>Reads a checkpoint, or a part of one.</summary>
    /// <param name="content">The file; it can be sought in.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The actions, in any order. Paths are unescaped.</returns>
    /// <exception cref="DeltaTableException">The file is no checkpoint.</exception>
    ValueTask<IReadOnlyList<TableAction>> ReadAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="actions">The actions: protocol, metadata, transactions, files and tombstones.</param>
    /// <param name="content">Receives the file.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask WriteAsync(IReadOnlyCollection<TableAction> actions, Stream content, CancellationToken cancellationToken);
}

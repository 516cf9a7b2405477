namespace Datalake.Embedded.Checkpoints;

/// <summary>
/// The columns of a row group of a checkpoint, one value a row. Columns that the file does not have are null in every row, as the protocol
/// asks.
/// </summary>
internal abstract class CheckpointColumns
{
    public abstract int RowCount { get; }

    /// <summary>The few names that stand in every row.</summary>
    protected SharedNames Names { get; } = new();

    public abstract ValueTask<string?[]> TextsAsync(string path, CancellationToken cancellationToken);

    public abstract ValueTask<long?[]> NumbersAsync(string path, CancellationToken cancellationToken);

    public abstract ValueTask<bool?[]> FlagsAsync(string path, CancellationToken cancellationToken);

    public abstract ValueTask<List<string>?[]> ListsAsync(string path, CancellationToken cancellationToken);

    public abstract ValueTask<Dictionary<string, string?>?[]> MapsAsync(string path, CancellationToken cancellationToken);
}

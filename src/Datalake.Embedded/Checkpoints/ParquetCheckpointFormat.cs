using Datalake.Tables.Delta;
using Parquet;

namespace Datalake.Embedded.Checkpoints;

/// <summary>Checkpoints as Parquet files: one row an action, a struct column for each kind of action.</summary>
public sealed class ParquetCheckpointFormat : ICheckpointFormat
{
    /// <summary>The one instance; it has no state.</summary>
    public static ParquetCheckpointFormat Instance { get; } = new();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<TableAction>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            await using var reader = await ParquetReader.CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellationToken);
            var actions = new List<TableAction>();
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                using var rows = reader.OpenRowGroupReader(group);
                await CheckpointRows.ReadAsync(new CheckpointColumns(reader.Schema, rows), actions, cancellationToken);
            }

            return actions;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException or DeltaTableException))
        {
            // A broken file makes the library throw almost anything.
            throw new DeltaTableException($"It is no checkpoint in Parquet: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyCollection<TableAction> actions, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        await using var writer = await ParquetWriter.CreateAsync(
            CheckpointSchema.Whole, content, options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        foreach (var column in CheckpointSchema.Columns) await column.WriteAsync(group, actions, cancellationToken);
        group.CompleteValidate();
    }
}

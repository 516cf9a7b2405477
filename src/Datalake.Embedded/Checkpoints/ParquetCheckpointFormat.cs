using Datalake.Embedded.Parquet.Reading;
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
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, cancellationToken);
            var file = bytes.ToArray();
            var footer = ParquetFooter.Read(file);
            return PlainCheckpointColumns.CanRead(footer)
                ? await ReadAsync(file, footer, cancellationToken)
                : await ReadByLibraryAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException or DeltaTableException))
        {
            // A broken file makes the library throw almost anything.
            throw new DeltaTableException($"It is no checkpoint in Parquet: {failure.Message}", failure);
        }
    }

    private static async ValueTask<List<TableAction>> ReadAsync(byte[] file, ParquetFooter footer, CancellationToken cancellationToken)
    {
        var actions = new List<TableAction>();
        foreach (var group in footer.Groups)
        {
            using var columns = new PlainCheckpointColumns(file, footer, group);
            await CheckpointRows.ReadAsync(columns, actions, cancellationToken);
        }

        return actions;
    }

    private static async ValueTask<List<TableAction>> ReadByLibraryAsync(byte[] file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(file, writable: false);
        await using var reader = await ParquetReader.CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellationToken);
        var actions = new List<TableAction>();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            await CheckpointRows.ReadAsync(new LibraryCheckpointColumns(reader.Schema, rows), actions, cancellationToken);
        }

        return actions;
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

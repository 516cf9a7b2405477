using Datalake.Tables.Delta;

namespace Datalake.Embedded.Checkpoints;

/// <summary>Makes actions of the rows of a checkpoint.</summary>
internal static class CheckpointRows
{
    public static async ValueTask ReadAsync(CheckpointColumns columns, List<TableAction> actions, CancellationToken cancellationToken)
    {
        await ReadProtocolAsync(columns, actions, cancellationToken);
        await ReadMetadataAsync(columns, actions, cancellationToken);
        await ReadTransactionsAsync(columns, actions, cancellationToken);
        await ReadFilesAsync(columns, actions, cancellationToken);
        await ReadTombstonesAsync(columns, actions, cancellationToken);
    }

    private static async ValueTask ReadProtocolAsync(
        CheckpointColumns columns, List<TableAction> actions, CancellationToken cancellationToken)
    {
        var readers = await columns.NumbersAsync("protocol/minReaderVersion", cancellationToken);
        var writers = await columns.NumbersAsync("protocol/minWriterVersion", cancellationToken);
        var readerFeatures = await columns.ListsAsync("protocol/readerFeatures", cancellationToken);
        var writerFeatures = await columns.ListsAsync("protocol/writerFeatures", cancellationToken);
        for (var row = 0; row < columns.RowCount; row++)
        {
            if (readers[row] is { } reader && writers[row] is { } writer)
                actions.Add(new TableProtocol((int)reader, (int)writer, readerFeatures[row], writerFeatures[row]));
        }
    }

    private static async ValueTask ReadMetadataAsync(
        CheckpointColumns columns, List<TableAction> actions, CancellationToken cancellationToken)
    {
        var ids = await columns.TextsAsync("metaData/id", cancellationToken);
        var names = await columns.TextsAsync("metaData/name", cancellationToken);
        var descriptions = await columns.TextsAsync("metaData/description", cancellationToken);
        var providers = await columns.TextsAsync("metaData/format/provider", cancellationToken);
        var schemas = await columns.TextsAsync("metaData/schemaString", cancellationToken);
        var partitions = await columns.ListsAsync("metaData/partitionColumns", cancellationToken);
        var configurations = await columns.MapsAsync("metaData/configuration", cancellationToken);
        var created = await columns.NumbersAsync("metaData/createdTime", cancellationToken);
        for (var row = 0; row < columns.RowCount; row++)
        {
            if (ids[row] is not { } id) continue;
            actions.Add(new TableMetadata
            {
                Id = id,
                Name = names[row],
                Description = descriptions[row],
                Provider = providers[row] ?? throw new DeltaTableException("Its metaData has no format."),
                SchemaText = schemas[row] ?? "",
                PartitionColumns = partitions[row] ?? [],
                Configuration = Strings(configurations[row]) ?? new Dictionary<string, string>(StringComparer.Ordinal),
                CreatedTime = created[row],
            });
        }
    }

    private static async ValueTask ReadTransactionsAsync(
        CheckpointColumns columns, List<TableAction> actions, CancellationToken cancellationToken)
    {
        var apps = await columns.TextsAsync("txn/appId", cancellationToken);
        var versions = await columns.NumbersAsync("txn/version", cancellationToken);
        var updated = await columns.NumbersAsync("txn/lastUpdated", cancellationToken);
        for (var row = 0; row < columns.RowCount; row++)
        {
            if (apps[row] is { } app && versions[row] is { } version)
                actions.Add(new AppTransaction(app, version) { LastUpdated = updated[row] });
        }
    }

    private static async ValueTask ReadFilesAsync(CheckpointColumns columns, List<TableAction> actions, CancellationToken cancellationToken)
    {
        var paths = await columns.TextsAsync("add/path", cancellationToken);
        var values = await columns.MapsAsync("add/partitionValues", cancellationToken);
        var sizes = await columns.NumbersAsync("add/size", cancellationToken);
        var modified = await columns.NumbersAsync("add/modificationTime", cancellationToken);
        var changes = await columns.FlagsAsync("add/dataChange", cancellationToken);
        var stats = await columns.TextsAsync("add/stats", cancellationToken);
        var tags = await columns.MapsAsync("add/tags", cancellationToken);
        var vectors = await columns.TextsAsync("add/deletionVector/storageType", cancellationToken);
        for (var row = 0; row < columns.RowCount; row++)
        {
            if (paths[row] is not { } path) continue;
            actions.Add(new DataFile
            {
                Path = Unescape(path),
                PartitionValues = values[row] ?? throw new DeltaTableException($"The file {path} has no partitionValues."),
                Size = sizes[row] ?? throw new DeltaTableException($"The file {path} has no size."),
                ModificationTime = modified[row] ?? 0,
                DataChange = changes[row] ?? true,
                Stats = stats[row],
                Tags = Strings(tags[row]),
                HasDeletionVector = vectors[row] is not null,
            });
        }
    }

    private static async ValueTask ReadTombstonesAsync(
        CheckpointColumns columns, List<TableAction> actions, CancellationToken cancellationToken)
    {
        var paths = await columns.TextsAsync("remove/path", cancellationToken);
        var deleted = await columns.NumbersAsync("remove/deletionTimestamp", cancellationToken);
        var changes = await columns.FlagsAsync("remove/dataChange", cancellationToken);
        var values = await columns.MapsAsync("remove/partitionValues", cancellationToken);
        var sizes = await columns.NumbersAsync("remove/size", cancellationToken);
        for (var row = 0; row < columns.RowCount; row++)
        {
            if (paths[row] is not { } path) continue;
            actions.Add(new RemovedFile(Unescape(path), deleted[row], changes[row] ?? true)
            {
                PartitionValues = values[row], Size = sizes[row],
            });
        }
    }

    private static string Unescape(string path)
    {
        try
        {
            return DeltaPath.Unescape(path);
        }
        catch (FormatException failure)
        {
            throw new DeltaTableException(failure.Message, failure);
        }
    }

    private static Dictionary<string, string>? Strings(Dictionary<string, string?>? map) =>
        map?.ToDictionary(entry => entry.Key, entry => entry.Value ?? "null", StringComparer.Ordinal);
}

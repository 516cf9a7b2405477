using Datalake.Tables.Delta;
using Parquet.Schema;

namespace Datalake.Embedded.Checkpoints;

/// <summary>
/// The columns of a checkpoint (Delta Transaction Log Protocol, "Checkpoint Schema"): their types, and how they come out of actions.
/// </summary>
internal static class CheckpointSchema
{
    static CheckpointSchema()
    {
        var groups = Groups();
        Whole = new ParquetSchema(groups.ConvertAll(Field (group) => group.Field));
        Columns = [.. groups.SelectMany(group => group.Columns)];
    }

    /// <summary>The schema.</summary>
    public static ParquetSchema Whole { get; }

    /// <summary>Its columns, in order.</summary>
    public static IReadOnlyList<CheckpointColumn> Columns { get; }

    private static List<CheckpointGroup> Groups() =>
    [
        new CheckpointGroup<AppTransaction>("txn")
            .Text("appId", action => action.AppId)
            .Number("version", action => action.Version)
            .Number("lastUpdated", action => action.LastUpdated),
        new CheckpointGroup<DataFile>("add")
            .Text("path", action => DeltaPath.Escape(action.Path))
            .Map("partitionValues", action => action.PartitionValues)
            .Number("size", action => action.Size)
            .Number("modificationTime", action => action.ModificationTime)
            .Flag("dataChange", action => action.DataChange)
            .Map("tags", action => action.Tags)
            .Text("stats", action => action.Stats),
        new CheckpointGroup<RemovedFile>("remove")
            .Text("path", action => DeltaPath.Escape(action.Path))
            .Number("deletionTimestamp", action => action.DeletionTimestamp)
            .Flag("dataChange", action => action.DataChange)
            .Flag("extendedFileMetadata", action => action is { PartitionValues: not null, Size: not null })
            .Map("partitionValues", action => action.PartitionValues)
            .Number("size", action => action.Size),
        new CheckpointGroup<TableMetadata>("metaData")
            .Text("id", action => action.Id)
            .Text("name", action => action.Name)
            .Text("description", action => action.Description)
            .Group("format", format => format
                .Text("provider", action => action.Provider)
                .Map("options", _ => new Dictionary<string, string>(StringComparer.Ordinal)))
            .Text("schemaString", action => action.SchemaText)
            .List("partitionColumns", action => action.PartitionColumns)
            .Map("configuration", action => action.Configuration)
            .Number("createdTime", action => action.CreatedTime),
        new CheckpointGroup<TableProtocol>("protocol")
            .SmallNumber("minReaderVersion", action => action.MinReaderVersion)
            .SmallNumber("minWriterVersion", action => action.MinWriterVersion)
            .List("readerFeatures", action => action.ReaderFeatures)
            .List("writerFeatures", action => action.WriterFeatures),
    ];
}

using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Metadata;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Finds the files that tables are read from: those of a version of a consumable table, which nobody changes, and all of the stage.
/// </summary>
/// <param name="folder">The lake.</param>
internal sealed class TableFiles(LakeFolder folder)
{
    private readonly LakeTables tables = new(new FileObjectStore(folder.Root, syncsWriters: false), TimeProvider.System);
    private readonly Dictionary<string, Snapshot> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> stages = new(StringComparer.Ordinal);

    /// <summary>Opens a version of a consumable table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="asOf">The version; null for the newest.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null for a table that no writer has opened since the lake has Delta tables.</returns>
    public Snapshot? Open(LakeTable table, AsOf? asOf, CancellationToken cancellationToken)
    {
        var delta = tables.Of(table.Dataset);
        var before = held.GetValueOrDefault(table.Name);
        var snapshot = (asOf switch
        {
            { Version: { } version } => OpenAsync(delta.OpenAtAsync(version, cancellationToken)),
            { Time: { } time } => OpenAsync(delta.OpenAtAsync(time, cancellationToken)),
            _ => before is null ? delta.OpenAsync(cancellationToken) : delta.RefreshAsync(before, cancellationToken),
        }).GetAwaiter().GetResult();
        if (snapshot is not null) held[table.Name] = snapshot;
        return snapshot;
    }

    /// <summary>Files of a version of a consumable table, as patterns of the engine.</summary>
    /// <param name="table">The table.</param>
    /// <param name="files">The files.</param>
    public IReadOnlyList<string> PatternsOf(LakeTable table, IEnumerable<DataFile> files)
    {
        var delta = tables.Of(table.Dataset);
        return [.. files.Select(file => Sql.Glob(tables.PathOf(delta, file)))];
    }

    /// <summary>Reads the rows of a table of metadata.</summary>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">The version that is shown; null for a table without one.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public string Read(MetadataTable table, Snapshot? snapshot, CancellationToken cancellationToken)
    {
        var delta = tables.Of(table.Table.Dataset);
        var rows = new MetadataRows(delta, snapshot, file => tables.PathOf(delta, file));
        return rows.ReadAsync(table.Kind, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>The files of a table without a log, as patterns of the engine; none for an empty table.</summary>
    /// <param name="table">A staged table, or a consumable one that has no version.</param>
    public IReadOnlyList<string> WithoutLog(LakeTable table) =>
        table.Kind == LakeTableKind.Staged ? OfStage(table) : [.. tables.OldPaths(table.Dataset).Select(Sql.Glob)];

    /// <summary>The paths of a table's files below its folder, with <c>/</c> between the parts.</summary>
    /// <param name="table">The table; not a current view.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public IEnumerable<string> PathsOf(LakeTable table, CancellationToken cancellationToken = default)
    {
        var root = Path.Combine(folder.Root, table.Files!.TrimEnd('/'));
        if (table.Kind == LakeTableKind.Consumable)
        {
            var snapshot = tables.Of(table.Dataset).OpenAsync(cancellationToken).GetAwaiter().GetResult();
            if (snapshot is not null) return snapshot.Files.Select(file => file.Path);
        }

        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.parquet", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
            : [];
    }

    private string[] OfStage(LakeTable table)
    {
        if (stages.TryGetValue(table.Name, out var known)) return known;
        var path = Path.Combine(folder.Root, table.Files!.TrimEnd('/'));
        if (!Directory.Exists(path) || !Directory.EnumerateFiles(path, "*.parquet", SearchOption.AllDirectories).Any()) return [];
        return stages[table.Name] = [$"{Sql.Glob(path)}/{string.Concat(table.Partitions.Select(partition => partition.Name + "=*/"))}*.parquet"];
    }

    private static async Task<Snapshot?> OpenAsync(Task<Snapshot> opening) => await opening;
}

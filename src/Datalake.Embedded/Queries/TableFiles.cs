using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Finds the files that tables are read from: those of a version of a consumable table, which nobody changes, and all of the stage. The
/// same list is given as long as it is the same.
/// </summary>
/// <param name="folder">The lake.</param>
internal sealed class TableFiles(LakeFolder folder)
{
    private readonly LakeTables tables = new(new FileObjectStore(folder.Root, syncsWriters: false), TimeProvider.System);
    private readonly Dictionary<string, (Snapshot? Snapshot, string[] Files)> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> stages = new(StringComparer.Ordinal);

    /// <summary>The files of a table, as patterns of the engine; none for an empty table.</summary>
    /// <param name="table">The table; not a current view.</param>
    /// <param name="asOf">The version of a consumable table; null for the newest.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public IReadOnlyList<string> Of(LakeTable table, AsOf? asOf, CancellationToken cancellationToken) =>
        table.Kind == LakeTableKind.Staged ? OfStage(table) : OfVersion(table, asOf, cancellationToken);

    /// <summary>The paths of a table's files below its folder, with <c>/</c> between the parts.</summary>
    /// <param name="table">The table; not a current view.</param>
    public IEnumerable<string> PathsOf(LakeTable table)
    {
        var root = Path.Combine(folder.Root, table.Files!.TrimEnd('/'));
        if (table.Kind == LakeTableKind.Consumable)
        {
            var snapshot = tables.Of(table.Dataset).OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
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

    private string[] OfVersion(LakeTable table, AsOf? asOf, CancellationToken cancellationToken)
    {
        var delta = tables.Of(table.Dataset);
        var before = held.GetValueOrDefault(table.Name);
        var snapshot = (asOf switch
        {
            { Version: { } version } => OpenAsync(delta.OpenAtAsync(version, cancellationToken)),
            { Time: { } time } => OpenAsync(delta.OpenAtAsync(time, cancellationToken)),
            _ => before.Snapshot is null ? delta.OpenAsync(cancellationToken) : delta.RefreshAsync(before.Snapshot, cancellationToken),
        }).GetAwaiter().GetResult();
        if (snapshot is not null && ReferenceEquals(before.Snapshot, snapshot)) return before.Files;

        // A table that no writer has opened since the lake has Delta tables.
        var paths = snapshot is null ? tables.OldPaths(table.Dataset) : snapshot.Files.Select(file => tables.PathOf(delta, file));
        string[] files = [.. paths.Select(Sql.Glob)];
        if (snapshot is not null) held[table.Name] = (snapshot, files);
        return files;
    }

    private static async Task<Snapshot?> OpenAsync(Task<Snapshot> opening) => await opening;
}

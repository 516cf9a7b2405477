using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Tables;

/// <summary>
/// The consumable tables of a lake: where they lie, and how one that an earlier version of the lake made becomes a Delta table.
/// </summary>
/// <param name="store">The lake's store.</param>
/// <param name="time">The clock.</param>
internal sealed class LakeTables(FileObjectStore store, TimeProvider time)
{
    private readonly ParquetCheckpointFormat checkpoints = new();

    /// <summary>A dataset's table, which need not exist.</summary>
    public DeltaTable Of(DatasetContract dataset) => Of(dataset.Name);

    /// <summary>The table of a dataset of this name.</summary>
    public DeltaTable Of(string dataset) => new(store, LakeKeys.Consumable(dataset), checkpoints, time);

    /// <summary>The path of a file of a version of a table.</summary>
    public string PathOf(DeltaTable table, DataFile file) => store.PathOf(table.KeyOf(file));

    /// <summary>The change date of a file.</summary>
    /// <exception cref="DeltaTableException">Its partition values are no date.</exception>
    public static DateOnly DayOf(DataFile file)
    {
        var values = string.Join('-', TableSchema.ChangeDate.Select(column => Part(file, column)));
        return DateOnly.TryParseExact(values, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new DeltaTableException($"The partition values {values} of the file {file.Path} are no date.");
    }

    /// <summary>The partition values of a change date.</summary>
    public static IReadOnlyDictionary<string, string?> PartitionOf(DateOnly day) => TableSchema.ChangeDate.ToDictionary(
        column => column.Name,
        string? (column) => int.Parse(day.ToString(column.Format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture),
        StringComparer.Ordinal);

    /// <summary>The files of a change date.</summary>
    public static FileFilter Of(DateOnly day) => FileFilter.AllOf(
        FileFilter.Is("year", ColumnValue.Of(day.Year)), FileFilter.Is("month", ColumnValue.Of(day.Month)),
        FileFilter.Is("day", ColumnValue.Of(day.Day)));

    /// <summary>The keys of the files of a table that is not Delta yet.</summary>
    public IEnumerable<string> OldKeys(DatasetContract dataset) => OldFiles(dataset).Select(file => file.Key);

    /// <summary>The paths of the same files.</summary>
    public IEnumerable<string> OldPaths(DatasetContract dataset) => OldKeys(dataset).Select(store.PathOf);

    /// <summary>
    /// Opens a table for a writer. A table of an earlier version of the lake becomes a Delta table: one commit that names the files that
    /// are there; none is written or moved.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when there is no table.</returns>
    public async Task<Snapshot?> OpenAsync(DatasetContract dataset, CancellationToken cancellationToken)
    {
        var table = Of(dataset);
        if (await table.OpenAsync(cancellationToken) is { } snapshot) return snapshot;
        var files = OldFiles(dataset).ToArray();
        if (files.Length == 0) return null;
        var adds = new List<DataFile>();
        foreach (var (key, day) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            adds.Add(FileStats.Describe(dataset, store.PathOf(key), key[table.Folder.Length..], day));
        }

        var commit = new TableCommit
        {
            Operation = "CONVERT",
            Adds = adds,
            Metadata = TableMetadata.Of(table.NewId(), TableSchema.Consumable(dataset), time.GetUtcNow()),
        };
        return await table.CommitAsync(null, commit, cancellationToken) is CommitResult.Committed committed
            ? committed.Snapshot
            : await table.OpenAsync(cancellationToken);
    }

    private IEnumerable<(string Key, DateOnly Day)> OldFiles(DatasetContract dataset)
    {
        var prefix = LakeKeys.Consumable(dataset.Name);
        var folder = store.PathOf(prefix.TrimEnd('/'));
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories)
            .Select(path => prefix + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Select(key => (key, IsFile: LakeKeys.TryParseConsumable(dataset.Name, key, out var day, out _), day))
            .Where(found => found.IsFile)
            .OrderBy(found => found.key, StringComparer.Ordinal)
            .Select(found => (found.key, found.day));
    }

    private static string? Part(DataFile file, PartitionColumn column) =>
        file.PartitionValues.GetValueOrDefault(column.Name)?.PadLeft(column.Format.Length, '0');
}

using Datalake.Datasets;
using Datalake.Embedded.Queries;

namespace Datalake.Embedded.Inspecting;

/// <summary>Finds the Parquet files that a name means: a file, a folder, a key in the lake, or a table.</summary>
public static class InspectionTarget
{
    /// <summary>The files that a name means, in order.</summary>
    /// <param name="name">A path, relative to the current folder or to the lake's, or the name of a table.</param>
    /// <param name="root">The lake's folder, which need not exist.</param>
    /// <param name="datasets">Loads the datasets, whose tables can be named; not called for a file.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>
    /// The paths. Of a consumable table they are those of its newest version, of all else the files named <c>.parquet</c>. Null when the
    /// name means nothing.
    /// </returns>
    /// <exception cref="Datalake.Tables.Delta.DeltaTableException">A table's log cannot be read.</exception>
    public static IReadOnlyList<string>? Find(
        string name, string root, Func<DatasetCatalog> datasets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(datasets);
        if (File.Exists(name)) return [name];
        var folder = new LakeFolder(root);
        var tables = LakeReader.TablesOf(datasets());
        var named = tables.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase));
        if (named is { Files: { } prefix })
        {
            LakeNotFoundException.ThrowIfMissing(folder);
            var below = Path.Combine(folder.Root, prefix);
            var files = new TableFiles(folder).PathsOf(named, cancellationToken);
            return [.. files.Select(path => Path.Combine(below, path)).Order(StringComparer.Ordinal)];
        }

        var key = Path.Combine(folder.Root, name);
        if (File.Exists(key)) return [key];
        return Array.Find([name, key], Directory.Exists) is { } directory
            ? [.. Directory.EnumerateFiles(directory, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : null;
    }
}

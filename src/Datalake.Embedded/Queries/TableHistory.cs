using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Queries;

/// <summary>Reads the versions of consumable tables.</summary>
public static class TableHistory
{
    /// <summary>
    /// The versions of a dataset's table, the newest first. They are read one after the other, so taking a few costs little.
    /// </summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="DeltaTableException">The table's log cannot be read.</exception>
    public static IAsyncEnumerable<TableVersion> ReadAsync(string root, DatasetContract dataset, CancellationToken cancellationToken)
    {
        var folder = new LakeFolder(root);
        LakeNotFoundException.ThrowIfMissing(folder);
        var tables = new LakeTables(new FileObjectStore(folder.Root, syncsWriters: false), TimeProvider.System);
        return tables.Of(dataset).HistoryAsync(cancellationToken);
    }
}

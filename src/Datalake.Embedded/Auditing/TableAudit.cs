using Datalake.Datasets;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares the files that the newest version of a consumable table names with those that are there.</summary>
internal sealed class TableAudit(DatasetContract dataset, Action<LakeDifference> report)
{
    /// <summary>Rows found in the table's files.</summary>
    public long Rows { get; private set; }

    /// <summary>What of the table's log could not be read and was not needed.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>The files of a table of an earlier version of the lake, which has no log.</summary>
    public int FilesWithoutLog { get; private set; }

    /// <summary>Compares.</summary>
    /// <param name="tables">The lake's tables.</param>
    /// <param name="rowsOf">The rows of files by their keys: null for one that is not readable, nothing for one that is not there.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task CountAsync(
        LakeTables tables, Func<IReadOnlyCollection<string>, Dictionary<string, long?>> rowsOf, CancellationToken cancellationToken)
    {
        var table = tables.Of(dataset);
        var snapshot = await table.OpenAsync(cancellationToken);
        if (snapshot is not null) Warnings = snapshot.Warnings;
        var files = snapshot is not null
            ? snapshot.Files.ToDictionary(table.KeyOf, FileStatistics.RecordsOf, StringComparer.Ordinal)
            : tables.OldKeys(dataset).ToDictionary(key => key, _ => (long?)null, StringComparer.Ordinal);
        if (snapshot is null) FilesWithoutLog = files.Count;
        var found = rowsOf(files.Keys);
        foreach (var (key, recorded) in files)
        {
            if (!found.TryGetValue(key, out var rows)) Report($"{key} is gone{(recorded is null ? "" : $"; it held {recorded} rows")}. {Restore}");
            else if (rows is null) Report($"{key} is not readable as Parquet{(recorded is null ? "" : $"; it should hold {recorded} rows")}. {Restore}");
            else if (recorded is not null && rows != recorded) Report($"{key} holds {rows} rows and should hold {recorded}. {Restore}");
            Rows += rows ?? 0;
        }
    }

    /// <summary>Compares with what the complete hours wrote.</summary>
    /// <param name="written">The rows.</param>
    public void Compare(long written)
    {
        if (Rows != written)
            Report($"The complete hours brought {written} rows to the consumable table, and it holds {Rows}. {Restore}");
    }

    private string Restore => $"Make the table again from the stage: lake rebuild {dataset.Name}";

    private void Report(string message) => report(new LakeDifference(dataset.Name, LakeRules.ConsumableRows, message));
}

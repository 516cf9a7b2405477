using System.Globalization;
using Datalake.Datasets;
using Datalake.Storage;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Aws.Operations.Status;

/// <summary>The consumable table of a dataset as its log has it, and whether it holds the rows that the complete hours brought.</summary>
internal sealed class ConsumableStatus
{
    private readonly IObjectStore lake;
    private readonly string dataset;
    private readonly DeltaTable table;

    public ConsumableStatus(IObjectStore lake, string dataset, ICheckpointFormat checkpoints, TimeProvider time)
    {
        (this.lake, this.dataset) = (lake, dataset);
        table = new DeltaTable(lake, LakeKeys.Consumable(dataset), checkpoints, time);
    }

    /// <summary>Looks at the table before and after the hours are looked at, so that a run in between is no difference.</summary>
    /// <param name="readHours">Looks at the hours.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The figures of the hours, then those of the table.</returns>
    public async Task<IReadOnlyList<StatusItem>> ReadAsync(Func<Task<HourFigures>> readHours, CancellationToken cancellationToken)
    {
        var (held, damage) = await OpenAsync(null, cancellationToken);
        var hours = await readHours();
        if (damage is not null) return [.. hours.Items, Item("table_version", "unknown", StatusLevel.Attention, damage)];
        var isOld = held is null && await IsOldAsync(cancellationToken);
        var rows = isOld ? null : RowsOf(held?.Files ?? []);
        return
        [
            .. hours.Items,
            isOld
                ? Item("table_version", "not Delta", StatusLevel.Attention, Old())
                : Item("table_version", held?.Version),
            Item("table_committed_at", held?.CommittedAt),
            Item("table_files", (long?)held?.Files.Count),
            Difference(hours, rows) is { } difference && await IsNewestAsync(held, cancellationToken)
                ? Item("table_rows", rows, StatusLevel.Error, difference)
                : Item("table_rows", rows),
        ];
    }

    private string? Difference(HourFigures hours, long? rows)
    {
        if (hours is not { Due: 0, Written: { } written } || rows is not { } found || found == written) return null;
        var said = string.Create(
            CultureInfo.InvariantCulture, $"The complete hours brought {written} rows to the table, and its log says that it holds {found}");
        return found < written
            ? $"{said}. A run inserts what is missing from the stage files that are still there: lake aws backfill --dataset {dataset} --hours {hours.First}..{hours.Last}"
            : $"{said}. Another program wrote to it, or completion markers were deleted whose stage files are gone. The history in s3://…/{table.Folder}_delta_log/ names the writers.";
    }

    // Null where the log does not say it of every file.
    private static long? RowsOf(IReadOnlyList<DataFile> files)
    {
        var rows = files.Select(FileStatistics.RecordsOf).ToArray();
        return rows.Contains(null) ? null : rows.Sum();
    }

    private async Task<bool> IsNewestAsync(Snapshot? held, CancellationToken cancellationToken)
    {
        var (newest, damage) = await OpenAsync(held, cancellationToken);
        return damage is null && newest?.Version == held?.Version;
    }

    private async Task<(Snapshot? Snapshot, string? Damage)> OpenAsync(Snapshot? held, CancellationToken cancellationToken)
    {
        try
        {
            return (held is null ? await table.OpenAsync(cancellationToken) : await table.RefreshAsync(held, cancellationToken), null);
        }
        catch (DeltaTableException failure)
        {
            return (null, failure.Message);
        }
    }

    // The layout before Delta: files in a folder for each ingestion hour, and no log.
    private async Task<bool> IsOldAsync(CancellationToken cancellationToken)
    {
        await foreach (var found in lake.ListAsync(table.Folder, cancellationToken))
        {
            if (LakeKeys.TryParseConsumable(dataset, found.Key, out _, out _)) return true;
        }

        return false;
    }

    private string Old() =>
        $"The files of s3://…/{table.Folder} are not a Delta table yet, and Athena cannot read them. The next run of the partition routine makes them one.";

    private StatusItem Item(string figure, object? value, StatusLevel level = StatusLevel.Ok, string? message = null) =>
        new(StatusArea.Dataset, dataset, figure, value, level, message);
}

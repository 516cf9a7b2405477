using System.Globalization;
using System.Text;
using Datalake.Storage;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Tests.Tables.Delta.Simulation;

/// <summary>
/// One life of a program that works on a table as the lake's own do: it inserts what is not there, writes files together, makes the table
/// again, deletes old files, reads. Each operation returns whether it is done; what is not is tried again.
/// </summary>
internal sealed class TableProgram(
    DeltaTable table, IObjectStore store, TableOracle oracle, SimulationSettings settings, Random random, Func<bool> isDead)
{
    private const int Days = 3;

    /// <summary>Inserts the rows of an hour that the table does not hold yet, as the partition routine does.</summary>
    public async Task<bool> InsertAsync(int[] hour)
    {
        var read = await table.OpenAsync(default);
        var days = hour.GroupBy(DayOf).ToDictionary(day => day.Key, day => day.Select(RowOf).ToHashSet(StringComparer.Ordinal));
        if (read is not null)
        {
            foreach (var (day, rows) in days) rows.ExceptWith(await RowsAsync(read.Select(Of(day)), read.Version));
        }

        if (days.Values.Any(rows => rows.Count > 0))
        {
            var commit = new TableCommit
            {
                Operation = "MERGE",
                Adds = await WriteAsync(days.Where(day => day.Value.Count > 0)),
                Metadata = read is null ? settings.Metadata : null,
                Reads = FileFilter.AnyOf(days.Keys.Select(Of)),
            };
            if (await table.CommitAsync(read, commit, default) is not CommitResult.Committed) return false;
        }

        return Acknowledge(hour.Select(RowOf));
    }

    /// <summary>Adds rows without a look at the table; a transaction keeps them from coming twice.</summary>
    public async Task<bool> AppendAsync(string application, int number)
    {
        var read = await table.OpenAsync(default);
        if (read is null) return true;
        var row = $"{application}/{number.ToString(CultureInfo.InvariantCulture)}";
        var commit = new TableCommit
        {
            Operation = "WRITE",
            Adds = await WriteAsync([new(random.Next(Days), [row])]),
            Transaction = new AppTransaction(application, number),
        };
        return await table.CommitAsync(read, commit, default) is not CommitResult.Conflict && Acknowledge([row]);
    }

    /// <summary>Writes the files of a day together.</summary>
    public async Task<bool> CompactAsync()
    {
        if (await table.OpenAsync(default) is not { } read) return true;
        var day = random.Next(Days);
        var old = read.Select(Of(day));
        if (old.Count < 2) return true;
        var commit = new TableCommit
        {
            Operation = "OPTIMIZE",
            Removes = old,
            DataChange = false,
            Adds = await WriteAsync([new(day, await RowsAsync(old, read.Version))]),
        };
        await table.CommitAsync(read, commit, default);
        return true;
    }

    /// <summary>Makes the table again in one version.</summary>
    public async Task<bool> RebuildAsync()
    {
        if (await table.OpenAsync(default) is not { } read) return true;
        var days = read.Files.GroupBy(file => int.Parse(file.PartitionValues["day"]!, CultureInfo.InvariantCulture));
        var rows = new List<KeyValuePair<int, HashSet<string>>>();
        foreach (var day in days) rows.Add(new(day.Key, await RowsAsync([.. day], read.Version)));
        var commit = new TableCommit
        {
            Operation = "REBUILD",
            Removes = read.Files,
            Adds = await WriteAsync(rows),
            Metadata = settings.Metadata,
            Reads = FileFilter.Everything,
        };
        await table.CommitAsync(read, commit, default);
        return true;
    }

    /// <summary>Deletes what no reader needs any more.</summary>
    public async Task<bool> VacuumAsync()
    {
        if (await table.OpenAsync(default) is null) return true;
        try
        {
            var plan = await table.PlanVacuumAsync(settings.FileRetention, default);
            foreach (var file in plan.Files) await store.DeleteAsync(file.Key, default);
        }
        catch (DeltaTableException failure) when (failure.Message.EndsWith("Try again later.", StringComparison.Ordinal))
        {
            return false;
        }

        return true;
    }

    /// <summary>Reads the newest version, and an old one by its number or its time.</summary>
    /// <param name="held">A version that was read before; null for none.</param>
    public async Task<(bool Done, Snapshot? Read)> ReadAsync(Snapshot? held)
    {
        var before = oracle.Newest;
        var snapshot = held is null ? await table.OpenAsync(default) : await table.RefreshAsync(held, default);
        Assert.InRange(snapshot?.Version ?? -1, before, oracle.Newest);
        if (snapshot is null) return (true, null);
        oracle.IsRead(snapshot);
        oracle.AreRows(snapshot.Version, await RowsAsync(snapshot.Files, snapshot.Version));
        await TravelAsync(random.Next(oracle.Newest + 1), random.Next(2) == 0);
        return (true, snapshot);
    }

    private async Task TravelAsync(int version, bool byTime)
    {
        try
        {
            var old = byTime
                ? await table.OpenAtAsync(oracle.TimeOf(version).AddMilliseconds(random.Next(1000)), default)
                : await table.OpenAtAsync(version, default);
            Assert.Equal(version, old.Version);
            oracle.IsRead(old);
        }
        catch (DeltaTableException failure)
        {
            Assert.False(oracle.WasNewestWithin(version, settings.LogRetention), failure.Message);
        }
    }

    private bool Acknowledge(IEnumerable<string> rows)
    {
        if (isDead()) return false;
        oracle.Acknowledge(rows);
        return true;
    }

    private async Task<HashSet<string>> RowsAsync(IReadOnlyList<DataFile> files, long version)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            await using var content = await store.OpenAsync(table.KeyOf(file), default);
            Assert.True(content is not null || !oracle.WasNewestWithin(version, settings.FileRetention), $"{file.Path} of version {version} is gone.");
            using var text = new StreamReader(content!.Stream);
            foreach (var row in (await text.ReadToEndAsync()).Split('\n')) Assert.True(rows.Add(row), $"The row {row} is read twice.");
        }

        return rows;
    }

    private async Task<List<DataFile>> WriteAsync(IEnumerable<KeyValuePair<int, HashSet<string>>> days)
    {
        var files = new List<DataFile>();
        foreach (var (day, rows) in days)
        {
            var path = $"day={day.ToString(CultureInfo.InvariantCulture)}/{table.NewId():N}.parquet";
            var content = Encoding.UTF8.GetBytes(string.Join('\n', rows));
            await store.PutAsync(TestTable.Folder + path, content, PutMode.Replace, default);
            files.Add(TestTable.File(path, ("day", day.ToString(CultureInfo.InvariantCulture))) with { Size = content.Length });
        }

        return files;
    }

    private static int DayOf(int row) => row % Days;

    public static string RowOf(int row) => row.ToString(CultureInfo.InvariantCulture);

    private static FileFilter Of(int day) => FileFilter.Is("day", ColumnValue.Of(day));
}

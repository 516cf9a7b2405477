using System.Text.Json;

namespace Datalake.EndToEnd.Tests;

/// <summary>A lake's folder as it lies on the disk, looked at without the lake's own code.</summary>
internal sealed class LakeFiles(string root)
{
    // What differs from run to run, and what follows from when a run was made.
    private const string Timestamps = "_ingested_at";

    public string Root => root;

    public string[] Arguments(params string[] command) =>
        [.. command, "--root", root, "--datasets", Path.Combine(AppContext.BaseDirectory, "datasets")];

    public int Count(string relative, string pattern = "*") => Find(relative, pattern).Length;

    public string[] Find(string relative, string pattern = "*")
    {
        var folder = Path.Combine(root, relative);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories) : [];
    }

    /// <summary>The stage's rows: all columns but the timestamp, as hashes in order.</summary>
    public List<string> Stage() => Rows(Find("stage/checkout", "*.parquet"), Timestamps);

    /// <summary>
    /// The table's rows: all columns but the timestamp and, where a duplicate may have come in another hour, the source that was kept.
    /// </summary>
    public List<string> Consumable(bool withSource) => Rows(TableFiles(), withSource ? Timestamps : $"{Timestamps}, _source");

    public int Hours => Find("stage/checkout", "*.parquet").Select(Path.GetDirectoryName).Distinct().Count();

    /// <summary>What all commits together say of records.</summary>
    public (long Arrivals, long Records, long Delivered, long Quarantined, long Erased) Ledger()
    {
        var entries = Find("_state/commits")
            .SelectMany(path => File.ReadLines(path).Skip(1))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Equal(
            entries.Count,
            entries.Select(entry => (entry.GetProperty("key").GetString(), entry.GetProperty("version").GetString())).Distinct().Count()
        );
        return (entries.Count, Sum("records"), Sum("delivered"), Sum("quarantined"), Sum("erased"));

        long Sum(string name) => entries.Sum(entry => entry.TryGetProperty(name, out var value) ? value.GetInt64() : 0);
    }

    /// <summary>What must hold of the table at any time: its files are there, and no row is in it twice.</summary>
    public void AssertTableIsWhole()
    {
        var rows = Rows(TableFiles(), $"{Timestamps}, _source");
        Assert.Equal(rows.Count, rows.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Everything that must hold of a lake at rest.</summary>
    public void AssertAtRest()
    {
        Assert.Empty(Find("_state/pending"));
        Assert.Empty(Find("_state/writing"));
        Assert.Empty(Find("_state/partition"));
        Assert.Empty(Find("_state/scratch"));
        Assert.Empty(Find("", ".~*"));
        var ledger = Ledger();
        Assert.Equal(ledger.Records, ledger.Delivered + ledger.Quarantined + ledger.Erased);
        Assert.Equal(ledger.Delivered, Stage().Count);
        Assert.Equal(ledger.Quarantined, Find("quarantine").Sum(path => File.ReadLines(path).Count()));
    }

    /// <summary>The orders of which the stage or any version of the table has a row.</summary>
    public List<string> Orders()
    {
        string[] files =
        [
            .. Find("stage/checkout", "*.parquet"),
            .. Find("consumable_tables/checkout", "*.parquet").Where(file => !file.Contains("_delta_log", StringComparison.Ordinal)),
        ];
        return ParquetSql.Ask($"SELECT DISTINCT orderid FROM {Source(files)} ORDER BY 1");
    }

    /// <summary>The files that the entries of the table's log leave in it.</summary>
    private string[] TableFiles()
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Find("consumable_tables/checkout/_delta_log", "*.json").Order(StringComparer.Ordinal))
        {
            foreach (var action in File.ReadLines(entry).Select(line => JsonDocument.Parse(line).RootElement))
            {
                if (action.TryGetProperty("remove", out var removed)) files.Remove(removed.GetProperty("path").GetString()!);
                if (action.TryGetProperty("add", out var added)) files.Add(added.GetProperty("path").GetString()!);
            }
        }

        return [.. files.Select(path => Path.Combine(root, "consumable_tables/checkout", Uri.UnescapeDataString(path)))];
    }

    /// <summary>The columns of the table in which another lake's table has other values, whatever order they are in.</summary>
    public List<string> ColumnsThatDiffer(LakeFiles other)
    {
        var (these, those) = (Source(TableFiles()), Source(other.TableFiles()));
        var columns = ParquetSql.Ask($"SELECT column_name FROM (DESCRIBE FROM {these})").Except(["_ingested_at", "_source"], StringComparer.Ordinal);
        return [.. columns.Where(column => ParquetSql.Ask($"SELECT count(*) FROM (SELECT _digest, \"{column}\" FROM {these} EXCEPT SELECT _digest, \"{column}\" FROM {those})") is not ["0"])];
    }

    private static string Source(string[] files) =>
        $"read_parquet([{string.Join(", ", files.Select(ParquetSql.Quote))}], union_by_name = true, hive_partitioning = false)";

    private static List<string> Rows(string[] files, string without)
    {
        return files.Length == 0
            ? []
            : ParquetSql.Ask(
                $"SELECT md5(t::VARCHAR) FROM (SELECT * EXCLUDE ({without}) FROM {Source(files)}) t ORDER BY 1"
            );
    }
}

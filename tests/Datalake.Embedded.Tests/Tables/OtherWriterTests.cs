using System.Globalization;
using System.Text.Json;
using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Tables;

/// <summary>
/// Reads tables that other writers made: each folder below the one that <see cref="Variable"/> names. The oracle applies the log's entries
/// one after the other and knows nothing of checkpoints, features or order.
/// </summary>
public sealed class OtherWriterTests
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "LAKE_DELTA_TABLES";

    [Fact]
    public async Task Each_table_is_read_as_its_log_says_or_refused_in_words()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder of Delta tables.");
        var wrong = new List<string>();
        foreach (var table in Directory.GetDirectories(folder!).Order(StringComparer.Ordinal))
            wrong.AddRange(await CheckAsync(folder!, table));
        Assert.Empty(wrong);
    }

    private static async Task<IEnumerable<string>> CheckAsync(string folder, string path)
    {
        var name = Path.GetFileName(path);
        var store = new FileObjectStore(folder, syncsWriters: false);
        var table = new DeltaTable(store, name + "/", ParquetCheckpointFormat.Instance, new TestTime("2026-11-20T09:30:00Z"));
        Snapshot? snapshot;
        try
        {
            snapshot = await table.OpenAsync(Test.Token);
        }
        catch (Exception refused) when (refused is DeltaTableException or DeltaFeatureException)
        {
            Report($"{name}: refused: {refused.Message}");
            return [];
        }

        if (snapshot is null)
        {
            Report($"{name}: no table");
            return Directory.Exists(Path.Combine(path, "_delta_log")) ? [$"{name}: has a log and is no table"] : [];
        }

        var wrong = new List<string>();
        for (var version = 0L; version <= snapshot.Version; version++)
        {
            if (Replay(path, version) is not { } expected) continue;
            try
            {
                var read = await table.OpenAtAsync(version, Test.Token);
                var found = read.Files.ToDictionary(file => file.Path, Values, StringComparer.Ordinal);
                if (!expected.OrderBy(file => file.Key).SequenceEqual(found.OrderBy(file => file.Key)))
                    wrong.Add($"{name}, version {version}: {string.Join("; ", found)} instead of {string.Join("; ", expected)}");
            }
            catch (Exception refused) when (refused is DeltaTableException or DeltaFeatureException)
            {
                Report($"{name}, version {version}: refused: {refused.Message}");
            }
        }

        var rows = 0L;
        foreach (var file in snapshot.Files)
        {
            if (!File.Exists(Path.Combine(path, file.Path)))
            {
                Report($"{name}: {file.Path} is not there");
                continue;
            }

            var counted = Count(Path.Combine(path, file.Path));
            rows += counted;
            if (FileStatistics.RecordsOf(file) is { } said && said != counted) wrong.Add($"{name}: {file.Path} has {counted} rows and not {said}");
            wrong.AddRange(OutOfBounds(path, file, snapshot));
        }

        Report($"{name}: version {snapshot.Version}, {snapshot.Files.Count} files, {rows} rows");
        return wrong;
    }

    // Whether each value lies in the bounds that are read for its column.
    private static IEnumerable<string> OutOfBounds(string path, DataFile file, Snapshot snapshot)
    {
        foreach (var column in snapshot.Metadata.Schema.Fields.Where(field => !snapshot.Metadata.PartitionColumns.Contains(field.Name)))
        {
            var known = FileStatistics.Of(file, column);
            if (known.Minimum is null && known.Maximum is null) continue;
            var cast = known.Minimum?.Kind ?? known.Maximum!.Kind;
            var type = cast switch
            {
                ColumnValueKind.Timestamp => "TIMESTAMPTZ", ColumnValueKind.Date => "DATE", ColumnValueKind.Text => "VARCHAR",
                ColumnValueKind.Boolean => "BOOLEAN", ColumnValueKind.Double => "DOUBLE", _ => "DECIMAL(38,10)",
            };
            var outside = string.Join(" OR ", new[] { (known.Minimum, "<"), (known.Maximum, ">") }
                .Where(bound => bound.Item1 is not null)
                .Select(bound => $"CAST({Sql.Name(column.Name)} AS {type}) {bound.Item2} CAST({Sql.Text(bound.Item1!.ToString())} AS {type})"));
            if (Scalar($"SELECT count(*) FROM read_parquet({Sql.Text(Sql.Glob(Path.Combine(path, file.Path)))}, hive_partitioning = false) WHERE {outside}") is var rows and not 0)
                yield return $"{Path.GetFileName(path)}: {rows} rows of {file.Path} are outside of {column.Name} {known.Minimum} to {known.Maximum}";
        }
    }

    private static Dictionary<string, string>? Replay(string path, long version)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var entry = 0L; entry <= version; entry++)
        {
            var log = Path.Combine(path, "_delta_log", entry.ToString("D20", CultureInfo.InvariantCulture) + ".json");
            if (!File.Exists(log)) return null;
            foreach (var line in File.ReadLines(log).Where(line => line.Length > 0))
            {
                using var action = JsonDocument.Parse(line);
                if (action.RootElement.TryGetProperty("remove", out var remove)) files.Remove(Uri.UnescapeDataString(remove.GetProperty("path").GetString()!));
                if (!action.RootElement.TryGetProperty("add", out var add)) continue;
                var values = add.GetProperty("partitionValues").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString(), StringComparer.Ordinal);
                files[Uri.UnescapeDataString(add.GetProperty("path").GetString()!)] = Text(values);
            }
        }

        return files;
    }

    private static string Values(DataFile file) => Text(file.PartitionValues);

    private static string Text(IReadOnlyDictionary<string, string?> values) =>
        string.Join(",", values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={(string.IsNullOrEmpty(value.Value) ? "null" : value.Value)}"));

    private static long Count(string file) => Scalar($"SELECT count(*) FROM read_parquet({Sql.Text(Sql.Glob(file))}, hive_partitioning = false)");

    private static long Scalar(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        DuckDbEngine.Run(connection, "SET TimeZone = 'UTC'");
        return DuckDbEngine.Count(connection, sql);
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}

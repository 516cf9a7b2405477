using System.Text.Json.Nodes;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Tests.Checking;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Conformance;

/// <summary>The embedded engine on the cases that every engine must satisfy; tests/conformance/README.md says what they mean.</summary>
public sealed class ConformanceTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "conformance");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateDirectories(Cases).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_table_holds_exactly_the_expected_rows(string name)
    {
        var folder = Path.Combine(Cases, name);
        using var lake = new TestLake(contracts: await File.ReadAllTextAsync(Path.Combine(folder, "dataset.json"), Test.Token));
        var open = lake.Open();
        var dataset = Assert.Single(open.Catalog.All);
        var run = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run.json"), Test.Token))!;
        var steps = run["steps"]!.AsArray();
        var later = steps.Select(step => (string?)step!["add"]).ToHashSet();

        foreach (var file in FilesOf(folder, "stage").Where(file => !later.Contains(file))) PutStage(lake, dataset, folder, file);
        foreach (var file in FilesOf(folder, "consumable"))
            PutConsumable(lake, dataset, Path.Combine(folder, "consumable", file), TestLake.Hour(file.Split('/')[0]));
        foreach (var step in steps)
        {
            if ((string?)step!["add"] is { } added) PutStage(lake, dataset, folder, added);
            else if ((string?)step["remove"] is { } removed) RemoveStage(lake, dataset, removed);
            else if ((string?)step["forget"] is { } hour) Forget(lake, dataset, hour);
            else if ((string?)step["contract"] is { } contract)
            {
                await open.DisposeAsync();
                lake.SetContract(await File.ReadAllTextAsync(Path.Combine(folder, contract), Test.Token));
                open = lake.Open();
                dataset = Assert.Single(open.Catalog.All);
            }
            else
            {
                await RunAsync(open, step);
            }
        }

        await open.DisposeAsync();
        var columns = Columns(dataset) + ", year::INTEGER AS year, month::INTEGER AS month, day::INTEGER AS day";
        var expected = Read(dataset, Path.Combine(folder, "expected.ndjson"), "year: 'INTEGER', month: 'INTEGER', day: 'INTEGER'");
        Assert.Equal(
            ParquetSql.Ask($"SELECT t::VARCHAR FROM (SELECT {columns} FROM {expected}) t ORDER BY 1"), lake.Consumable(columns, dataset.Name));
    }

    [Fact]
    public void Every_case_says_what_it_shows_and_is_sorted()
    {
        Assert.InRange(Names.Count, 8, 100);
        foreach (var folder in Directory.EnumerateDirectories(Cases))
        {
            Assert.False(
                string.IsNullOrEmpty((string?)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "run.json")))!["what"]), folder);
            Assert.NotEmpty(File.ReadAllLines(Path.Combine(folder, "expected.ndjson")));
            Assert.NotEmpty(FilesOf(folder, "stage"));
        }
    }

    private static async Task RunAsync(EmbeddedLake open, JsonNode step)
    {
        var hour = TestLake.Hour((string)step["run"]!);
        var outcome = Assert.Single(
            await open.PartitionAsync(new Datalake.Partitioning.PartitionRequest { Hour = hour }, null, Test.Token));
        Assert.Null(outcome.Failure);
        var marker = outcome.Finished!;
        if (step["rows"] is { } rows)
        {
            Assert.Equal(
                ((long)rows, (long)step["written"]!, (long)step["duplicates"]!), (marker.Rows, marker.Written, marker.Duplicates));
        }
    }

    private static void PutStage(TestLake lake, DatasetContract dataset, string folder, string file) =>
        Write(Read(dataset, Path.Combine(folder, "stage", file)), Columns(dataset), "true", StagePath(lake, dataset, file));

    // With its completion marker the hour would be refused: a run takes the rows of the file out of the table.
    private static void RemoveStage(TestLake lake, DatasetContract dataset, string file)
    {
        File.Delete(StagePath(lake, dataset, file));
        Forget(lake, dataset, file.Split('/')[0]);
    }

    private static void Forget(TestLake lake, DatasetContract dataset, string hour) =>
        File.Delete(lake.PathOf(LakeKeys.CompletionMarker(dataset.Name, TestLake.Hour(hour))));

    private static string StagePath(TestLake lake, DatasetContract dataset, string file) =>
        lake.PathOf(
            LakeKeys.Stage(dataset.Name, TestLake.Hour(file.Split('/')[0])) + Path.ChangeExtension(Path.GetFileName(file), "parquet"));

    private static void PutConsumable(TestLake lake, DatasetContract dataset, string path, IngestionHour hour)
    {
        var rows = Read(dataset, path);
        var day = $"coalesce({string.Join(", ", dataset.ChangedAt.Select(column => $"{Sql.Name(column.Name)}::TIMESTAMP"))})::DATE";
        foreach (var text in ParquetSql.Ask($"SELECT DISTINCT strftime({day}, '%Y-%m-%d') FROM {rows}"))
        {
            var date = DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            Write(
                rows,
                Columns(dataset),
                $"{day} = DATE '{text}'",
                lake.PathOf($"{LakeKeys.Consumable(dataset.Name, date, hour)}{Path.GetFileNameWithoutExtension(path)}.parquet")
            );
        }
    }

    private static void Write(string rows, string columns, string filter, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        ParquetSql.Ask($"COPY (SELECT {columns} FROM {rows} WHERE {filter}) TO {ParquetSql.Quote(target)} (FORMAT parquet)");
    }

    private static string Read(DatasetContract dataset, string path, string? more = null)
    {
        var types = Sql.Columns(dataset)
            .Select(column => $"{ParquetSql.Quote(column.Name)}: {ParquetSql.Quote(column.Type)}")
            .Append(more)
            .Where(type => type is not null);
        return $"read_json({ParquetSql.Quote(path)}, format = 'newline_delimited', columns = {{{string.Join(", ", types)}}}, hive_partitioning = false)";
    }

    private static string Columns(DatasetContract dataset) =>
        string.Join(", ", Sql.Columns(dataset).Select(column => Sql.Name(column.Name)));

    private static IEnumerable<string> FilesOf(string folder, string kind)
    {
        var root = Path.Combine(folder, kind);
        return Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "*.ndjson", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
            : [];
    }
}

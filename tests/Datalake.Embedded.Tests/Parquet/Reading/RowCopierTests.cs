using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables;
using DuckDB.NET.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Parquet.Reading;

/// <summary>Rows that are copied are, for the engine, those that it parsed, whoever wrote the files they come from.</summary>
public sealed class RowCopierTests
{
    private static readonly string[] Types =
    [
        "string", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "date", "timestamp", "decimal(7,3)", "decimal(17,2)",
        "decimal(38,10)", "array<string>", "map<string,array<double>>", "struct<a:int,b:array<struct<c:date,d:map<string,timestamp>>>>",
        "array<array<array<decimal(20,1)>>>",
    ];

    // What the engine can be asked to write with, of what is copied without it.
    private static readonly string[] Forms =
    [
        "PARQUET_VERSION V1, COMPRESSION snappy", "PARQUET_VERSION V1, COMPRESSION uncompressed",
        "PARQUET_VERSION V1, COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 1",
    ];

    [Fact]
    public void Whatever_the_types_and_values_and_the_order_of_the_rows() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var made = new ConformedJson(random);
            Check(random, made, [.. made.Columns(random.Next(1, 6), random.Next(5))], random.Next(0, 150));
        }).Holds(25);

    [Fact]
    public void Of_every_type()
    {
        var random = new Random(TestSeed.Next());
        Check(random, new ConformedJson(random), [.. Types.Select((type, i) => new TableColumn($"c{i}", HiveType.Parse(type)))], rows: 700);
    }

    [Fact]
    public void A_column_that_a_file_does_not_have_is_null_in_its_rows()
    {
        using var table = new ConformedTable(("a", "string"));
        table.Add("""{"a":"x"}""");
        var path = table.WriteOwn();
        var wanted = new ParquetSchema([new("b", HiveType.Parse("array<struct<c:int>>")), new("a", HiveType.Parse("string"))]);
        var target = Path.ChangeExtension(path, "copy");
        Copy(wanted, [ParquetSource.Of(path, ParquetFooter.Read(path), wanted)!], [new RowRun(0, 1, 0), new RowRun(0, 1, 0)], target, 1);
        Assert.Equal(
            ["{'b': NULL, 'a': x}", "{'b': NULL, 'a': x}"],
            Checking.ParquetSql.Ask($"SELECT t::VARCHAR FROM read_parquet({Checking.ParquetSql.Quote(target)}) t"));
    }

    [Theory]
    [InlineData("a", "bigint")]
    [InlineData("a", "array<string>")]
    [InlineData("s", "struct<x:string>")]
    [InlineData("s", "struct<x:string,y:int,z:int>")]
    [InlineData("s", "struct<y:int,x:string>")]
    [InlineData("d", "decimal(9,3)")]
    [InlineData("i", "bigint")]
    [InlineData("i", "smallint")]
    public void A_column_of_another_type_is_no_column_of_the_schema(string name, string type)
    {
        using var table = new ConformedTable(("a", "string"), ("s", "struct<x:string,y:int>"), ("d", "decimal(9,2)"), ("i", "int"));
        table.Add("""{"a":"x","s":{"x":"1"},"d":"1.00","i":1}""");
        var footer = ParquetFooter.Read(table.WriteOwn());
        Assert.Null(ParquetSource.Of(table.Own, footer, new ParquetSchema([new TableColumn(name, HiveType.Parse(type))])));
        Assert.NotNull(ParquetSource.Of(table.Own, footer, new ParquetSchema(table.Columns)));
    }

    [Fact]
    public void A_damaged_file_is_refused_or_read_and_never_anything_else()
    {
        var random = new Random(TestSeed.Next());
        var made = new ConformedJson(random);
        using var table = new ConformedTable(Types.Select((type, i) => new TableColumn($"c{i}", HiveType.Parse(type))));
        for (var row = 0; row < 60; row++) table.Add(made.Record(table.Columns));
        var whole = File.ReadAllBytes(table.WriteOwn(rowGroup: 25));
        var schema = new ParquetSchema(table.Columns);
        var target = Path.ChangeExtension(table.Own, "copy");
        for (var round = 0; round < 400; round++)
        {
            var bytes = whole.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (round % 4 == 0) bytes = bytes[..random.Next(bytes.Length)];
            File.WriteAllBytes(table.Own, bytes);
            File.Delete(target);
            try
            {
                var footer = ParquetFooter.Read(table.Own);
                if (ParquetSource.Of(table.Own, footer, schema) is { CanCopy: true } source)
                    Copy(schema, [source], [new RowRun(0, (int)Math.Clamp(footer.Rows, 0, 60), 0)], target, 10);
            }
            catch (InvalidDataException refused)
            {
                Assert.Contains(table.Own, refused.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void Check(Random random, ConformedJson made, IReadOnlyList<TableColumn> columns, int rows)
    {
        using var table = new ConformedTable(columns.Prepend(new TableColumn("_row", HiveType.Parse("bigint"))));
        for (var row = 0; row < rows; row++)
        {
            var record = made.Record(columns).TrimEnd();
            table.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"_row\":{row}{(record == "{}" ? "" : ",")}{record[1..]}"));
        }

        var schema = new ParquetSchema(table.Columns);
        using var connection = ConformedTable.Open();
        DuckDbEngine.Run(connection, $"SET preserve_insertion_order = true; CREATE TABLE parsed AS {table.ParsedByEngine()}");
        string[] paths = [table.WriteOwn(random.Next(1, 60)), .. Forms.Select((form, i) => ByEngine(connection, $"{table.Own}-{i}", form))];
        var sources = paths.Select(path => ParquetSource.Of(path, ParquetFooter.Read(path), schema)).ToArray();
        Assert.All(sources, (source, i) => Assert.True(source is { CanCopy: true }, i == 0 ? "own" : Forms[i - 1]));
        Assert.All(sources, source => Assert.Equal(rows, source!.Footer.Rows));
        var runs = new List<RowRun>();
        for (var run = rows == 0 ? 0 : random.Next(40); run > 0; run--)
        {
            var first = random.Next(rows);
            runs.Add(new RowRun(random.Next(sources.Length), random.Next(1, Math.Min(100, rows - first) + 1), first));
        }

        var target = table.Own + "-copy";
        Copy(schema, sources!, runs, target, random.Next(1, 80));

        Assert.Equal(
            runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(i => run.First + i)),
            Checking.ParquetSql.Ask($"SELECT _row FROM read_parquet({Checking.ParquetSql.Quote(target)})").Select(row => long.Parse(row, CultureInfo.InvariantCulture)));

        // The engine's writer makes one of the two zeros, so that rows that came through it are compared as values only.
        Assert.Equal(0, DuckDbEngine.Count(
            connection,
            $"SELECT count(*) FROM read_parquet({Sql.Text(target)}, hive_partitioning = false) _copy JOIN parsed _parsed USING (_row) WHERE _copy IS DISTINCT FROM _parsed"));
    }

    private static string ByEngine(DuckDBConnection connection, string path, string form)
    {
        DuckDbEngine.Run(connection, $"COPY parsed TO {Sql.Text(path)} (FORMAT parquet, {form}, ROW_GROUP_SIZE 2048)");
        return path;
    }

    private static void Copy(ParquetSchema schema, ParquetSource[] sources, List<RowRun> runs, string target, int rowGroup)
    {
        using var copier = new RowCopier(schema, rowGroup, cacheBytes: 100_000);
        copier.Write(runs, file => sources[file], target, Test.Token);
    }
}

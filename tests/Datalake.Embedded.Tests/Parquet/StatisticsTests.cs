using System.Globalization;
using System.Text;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Tables;
using DuckDB.NET.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>What the metadata says of the values is never wrong: readers pass over row groups by it.</summary>
public sealed class StatisticsTests
{
    private static readonly string[] Types =
    [
        "string", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "date", "timestamp",
        "decimal(5,2)", "decimal(15,4)", "decimal(38,10)",
    ];

    [Fact]
    public void A_filter_finds_the_same_rows_in_the_file_as_in_a_table_without_statistics() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            seed =>
            {
                var random = new Random(seed);
                var made = new ConformedJson(random);
                var type = HiveType.Parse(Types[random.Next(Types.Length)]);
                using var table = new ConformedTable(
                    [
                        new TableColumn("id", HiveType.Parse("bigint")),
                        new TableColumn("v", type),
                        new TableColumn("s", new StructType([new StructField("x", type)])),
                    ]);
                var values = Enumerable.Range(0, random.Next(1, 200)).Select(_ => made.Value(type)).ToList();

                // In order, so that a filter leaves row groups out, as it does by the change date.
                values.Sort(StringComparer.Ordinal);
                for (var i = 0; i < values.Count; i++)
                {
                    var value = random.Next(8) == 0 ? "null" : values[i];
                    table.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"v\":{value},\"s\":{{\"x\":{value}}}}}"));
                }

                var file = $"read_parquet({Sql.Text(table.WriteOwn(random.Next(1, 40)))})";
                using var connection = ConformedTable.Open();
                DuckDbEngine.Run(connection, $"CREATE TABLE plain AS {table.ParsedByEngine()}");
                for (var i = 0; i < 10; i++)
                {
                    var filter = Filter(random, Literal(values[random.Next(values.Count)], type));
                    Assert.Equal(
                        DuckDbEngine.Scalar(connection, $"SELECT list(id ORDER BY id)::VARCHAR FROM plain WHERE {filter}"),
                        DuckDbEngine.Scalar(connection, $"SELECT list(id ORDER BY id)::VARCHAR FROM {file} WHERE {filter}"));
                }

                const string Borders = "SELECT min(v)::VARCHAR || ' ' || max(v)::VARCHAR || count(v) || min(s.x)::VARCHAR || max(s.x)::VARCHAR FROM";
                Assert.Equal(DuckDbEngine.Scalar(connection, $"{Borders} plain"), DuckDbEngine.Scalar(connection, $"{Borders} {file}"));
            }).Holds(30);

    [Fact]
    public void Each_row_group_has_the_smallest_and_the_largest_value_and_counts_the_nulls()
    {
        foreach (var type in Types.Where(type => type is not "boolean"))
        {
            var made = new ConformedJson(new Random(TestSeed.Next()));
            var value = HiveType.Parse(type);
            using var table = new ConformedTable(("v", type));
            for (var row = 0; row < 60; row++)
            {
                // Short ones: the bounds of long texts are not values.
                var text = made.Value(value);
                table.Add($"{{\"v\":{(row % 7 == 0 ? "null" : text.Length > 60 ? "\"short\"" : text)}}}");
            }

            var file = Sql.Text(table.WriteOwn(rowGroup: 20));
            using var connection = ConformedTable.Open();
            var engine = Sql.Type(value);
            Assert.Equal(
                (0L, 3L),
                (
                    DuckDbEngine.Count(
                        connection,
                        $$"""
                        SELECT count(*) FROM
                            (SELECT row_group_id, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata({{file}})) m,
                            (SELECT file_row_number // 20 AS row_group_id, min(v) AS low, max(v) AS high, count(*) - count(v) AS nulls
                             FROM read_parquet({{file}}, file_row_number = true) GROUP BY ALL) t
                        WHERE m.row_group_id = t.row_group_id
                          AND (m.stats_min_value::{{engine}} IS DISTINCT FROM low OR m.stats_max_value::{{engine}} IS DISTINCT FROM high
                               OR stats_null_count <> nulls)
                        """),
                    DuckDbEngine.Count(connection, $"SELECT count(*) FROM parquet_metadata({file}) WHERE stats_min_value IS NOT NULL")));
        }
    }

    [Fact]
    public void What_is_no_number_takes_the_bounds_away_and_is_counted()
    {
        using var folder = new TestFolder();
        var file = Write<double>(folder, "double", [1, double.NaN, 3], [double.NaN], [2, 5], [double.PositiveInfinity, double.NegativeInfinity]);

        var statistics = new FileReader(File.ReadAllBytes(file)).Chunks().Select(chunk => (Dictionary<int, object>)chunk[12]).ToList();
        Assert.Equal([1L, 1L, 0L, 0L], statistics.Select(one => one[9]));
        Assert.Equal([false, false, true, true], statistics.Select(one => one.ContainsKey(5) || one.ContainsKey(6)));
        Assert.Equal(BitConverter.GetBytes(double.PositiveInfinity), statistics[3][5]);
        Assert.Equal(BitConverter.GetBytes(double.NegativeInfinity), statistics[3][6]);
        foreach (var filter in (string[])["v > 100", "v >= 3", "v < 2", "v = 'nan'", "v > 'inf'", "v <> 2", "isnan(v)"])
        {
            const string Found = "SELECT list(if(isnan(v), 'nan', v::VARCHAR) ORDER BY v)::VARCHAR FROM";
            Assert.Equal(
                Checking.ParquetSql.Ask($"{Found} (SELECT unnest(['1', 'nan', '3', 'nan', '2', '5', 'inf', '-inf']::DOUBLE[]) AS v) WHERE {filter}"),
                Checking.ParquetSql.Ask($"{Found} read_parquet({Sql.Text(file)}) WHERE {filter}"));
        }
    }

    [Fact]
    public void The_smallest_zero_is_the_negative_one_and_the_largest_the_positive_one()
    {
        using var folder = new TestFolder();
        var doubles = Write<double>(folder, "double", [0.0], [-0.0], [-0.0, 1], [0.0, -1]);
        var floats = Write<float>(folder, "float", [0f], [-0f], [-0f, 1], [0f, -1]);

        foreach (var file in (string[])[doubles, floats])
        {
            Assert.Equal(["-0.0", "-0.0", "-0.0", "-1.0"], Metadata(file, "stats_min_value"));
            Assert.Equal(["0.0", "0.0", "1.0", "0.0"], Metadata(file, "stats_max_value"));
        }

        Assert.Equal(["0.0", "-0.0", "-0.0", "1.0", "0.0", "-1.0"], Checking.ParquetSql.Ask($"SELECT v::VARCHAR FROM read_parquet({Sql.Text(doubles)})"));
    }

    [Fact]
    public void Bounds_of_long_texts_are_short_and_hold()
    {
        var (high, low) = (new string('\uFFFF', 100), new string('b', 100));
        using var table = new ConformedTable(("id", "int"), ("v", "string"));
        table.Add($$"""{"id":1,"v":"{{low}}"}""");
        table.Add($$"""{"id":2,"v":"{{high}}"}""");
        var file = Sql.Text(table.WriteOwn());

        Assert.Equal([new string('b', 64)], Checking.ParquetSql.Ask($"SELECT stats_min_value FROM parquet_metadata({file}) WHERE column_id = 1"));
        Assert.Equal(
            [$"{low} {high}"], Checking.ParquetSql.Ask($"SELECT min(v) || ' ' || max(v) FROM read_parquet({file})"));
        foreach (var (filter, found) in (IEnumerable<(string, string)>)[($"v = '{low}'", "[1]"), ($"v >= '{high}'", "[2]"), ($"v <= '{low}'", "[1]")])
            Assert.Equal([found], Checking.ParquetSql.Ask($"SELECT list(id)::VARCHAR FROM read_parquet({file}) WHERE {filter}"));
    }

    [Fact]
    public void Other_readers_get_the_bounds_too()
    {
        using var table = new ConformedTable(("n", "bigint"), ("t", "string"));
        foreach (var number in (int[])[5, -7, 12]) table.Add(string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{number}},"t":"{{number}}"}"""));
        table.Add("{}");
        using var reader = new ParquetSharp.ParquetFileReader(table.WriteOwn());
        using var group = reader.RowGroup(0);
        using var numbers = group.MetaData.GetColumnChunkMetaData(0);
        var statistics = Assert.IsType<ParquetSharp.Statistics<long>>(numbers.Statistics);

        Assert.Equal((-7L, 12L, 1L), (statistics.Min, statistics.Max, statistics.NullCount));
        Assert.Equal(ParquetSharp.Compression.Snappy, numbers.Compression);
    }

    /// <summary>A constant, so that the engine compares it with the bounds.</summary>
    private static string Literal(string value, HiveType type) => type is PrimitiveType { Kind: PrimitiveKind.String }
        ? $"decode('{string.Concat(Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<string>(value)!).Select(one => $"\\x{one:X2}"))}'::BLOB)"
        : $"'{value.Trim('"')}'::{Sql.Type(type)}";

    private static string Filter(Random random, string border)
    {
        var column = random.Next(2) == 0 ? "v" : "s.x";
        return random.Next(9) switch
        {
            0 => $"{column} = {border}",
            1 => $"{column} < {border}",
            2 => $"{column} <= {border}",
            3 => $"{column} > {border}",
            4 => $"{column} >= {border}",
            5 => $"{column} <> {border}",
            6 => $"{column} IS NULL",
            7 => $"{column} IS NOT NULL",
            _ => $"{column} BETWEEN {border} AND {border}",
        };
    }

    private static List<string> Metadata(string file, string column) =>
        Checking.ParquetSql.Ask($"SELECT {column} FROM parquet_metadata({Sql.Text(file)}) ORDER BY row_group_id");

    private static string Write<T>(TestFolder folder, string type, params T[][] groups)
        where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
    {
        var path = folder[type + ".parquet"];
        using var stream = File.Create(path);
        using var file = new ParquetFile(stream, new ParquetSchema([new TableColumn("v", HiveType.Parse(type))]));
        var column = (FixedColumn<T>)file.Columns[0];
        foreach (var group in groups)
        {
            foreach (var value in group) column.Add(value, 0);
            file.EndRowGroup(group.Length);
        }

        file.Finish();
        return path;
    }
}

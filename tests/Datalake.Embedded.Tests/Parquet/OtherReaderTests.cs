using System.Globalization;
using System.Text.Json;
using Apache.Arrow;
using Datalake.Datasets;
using Datalake.Embedded.Engine.Values;
using Datalake.Tables;
using FsCheck;
using FsCheck.Fluent;
using global::Parquet.Data;
using NetReader = global::Parquet.ParquetReader;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>Readers that share no code with the engine find what was written.</summary>
public sealed class OtherReaderTests
{
    private static readonly string[] Types =
    [
        "string", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "date", "timestamp", "decimal(7,3)", "decimal(17,2)",
        "decimal(28,9)", "array<string>", "map<string,array<double>>", "struct<a:int,b:array<struct<c:date,d:map<string,timestamp>>>>",
        "array<array<array<decimal(20,1)>>>", "array<map<string,struct<a:array<struct<b:map<string,array<boolean>>>>>>>",
    ];

    [Fact]
    public void Arrow_finds_every_value() =>
        Check(made =>
        {
            using var table = Table(made, made.Columns(4, 5).Append(new TableColumn("big", HiveType.Parse("decimal(38,10)"))));
            var expected = table.Records.Select(record => Expected(record, table.Columns)).ToList();
            Assert.Equal(expected, ReadByArrow(table.WriteOwn(rowGroup: 30), table.Columns));
        });

    [Fact]
    public void Arrow_finds_every_value_of_every_type()
    {
        using var table = Table(new ConformedJson(new Random(TestSeed.Next())), Named(Types), rows: 500);
        var expected = table.Records.Select(record => Expected(record, table.Columns)).ToList();
        Assert.Equal(expected, ReadByArrow(table.WriteOwn(rowGroup: 200), table.Columns));
    }

    [Fact]
    public void Parquet_Net_finds_every_value_and_every_level() =>
        Check(made =>
        {
            // Its decimals have 28 digits at most.
            using var table = Table(made, made.Columns(4, 5).Where(column => !column.Type.ToString().Contains("decimal", StringComparison.Ordinal)));
            SameLeaves(ColumnModel.Of(table.Columns, table.Records), ReadByParquetNet(table.WriteOwn(rowGroup: 30)));
        });

    [Fact]
    public void Parquet_Net_finds_every_value_and_every_level_of_every_type()
    {
        using var table = Table(new ConformedJson(new Random(TestSeed.Next())), Named(Types), rows: 500);
        SameLeaves(ColumnModel.Of(table.Columns, table.Records), ReadByParquetNet(table.WriteOwn(rowGroup: 200)));
    }

    [Fact]
    public void Both_find_null_empty_and_filled_at_every_level_that_a_contract_allows()
    {
        using var table = ConformedTable.Nested(HiveType.MaxDepth);
        var expected = table.Records.Select(record => Expected(record, table.Columns)).ToList();
        var file = table.WriteOwn(rowGroup: 20);

        Assert.Equal(expected, ReadByArrow(file, table.Columns));
        SameLeaves(ColumnModel.Of(table.Columns, table.Records), ReadByParquetNet(file));
    }

    private static ConformedTable Table(ConformedJson made, IEnumerable<TableColumn> columns, int rows = 70)
    {
        var table = new ConformedTable(columns.Append(new TableColumn("id", HiveType.Parse("bigint"))));
        for (var row = 0; row < rows; row++) table.Add(made.Record(table.Columns));
        return table;
    }

    private static IEnumerable<TableColumn> Named(string[] types) =>
        types.Select((type, number) => new TableColumn(string.Create(CultureInfo.InvariantCulture, $"c{number}"), HiveType.Parse(type)));

    private static void Check(Action<ConformedJson> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => property(new ConformedJson(new Random(seed)))).Holds(8);

    private static void SameLeaves(List<List<LeafEntry>> expected, List<List<LeafEntry>> read)
    {
        Assert.Equal(expected.Count, read.Count);
        Assert.All(expected, (leaf, number) => Assert.Equal(leaf, read[number]));
    }

    private static string Expected(byte[] record, IReadOnlyList<TableColumn> columns)
    {
        using var document = JsonDocument.Parse(record);
        return string.Join(
            ';', columns.Select(column => ColumnModel.Text(ColumnModel.Member(document.RootElement, column.Name), column.Type)));
    }

    private static List<string> ReadByArrow(string file, IReadOnlyList<TableColumn> columns)
    {
        using var reader = new ParquetSharp.Arrow.FileReader(file);
        using var batches = reader.GetRecordBatchReader();
        var rows = new List<string>();
        while (batches.ReadNextRecordBatchAsync(Test.Token).AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using (batch)
            {
                var values = batch.Schema.FieldsList.Select(ArrowValues.ReaderOf).ToArray();
                for (var row = 0; row < batch.Length; row++)
                    rows.Add(string.Join(';', columns.Select((column, i) => Text(values[i](batch.Column(i), row), column.Type))));
            }
        }

        return rows;
    }

    private static string Text(object? value, HiveType type) => value is null ? "null" : type switch
    {
        StructType structure when value is Dictionary<string, object?> fields =>
            $"{{{string.Join(',', structure.Fields.Select(field => $"{field.Name}:{Text(fields[field.Name], field.Type)}"))}}}",
        ArrayType array => $"[{string.Join(',', ((List<object?>)value).Select(element => Text(element, array.Element)))}]",
        MapType map => $"<{string.Join(',', ((Dictionary<object, object?>)value).Select(entry => $"{entry.Key}:{Text(entry.Value, map.Value)}"))}>",
        DecimalType => ColumnModel.Decimal(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        PrimitiveType { Kind: PrimitiveKind.Boolean } => value is true ? "true" : "false",
        PrimitiveType { Kind: PrimitiveKind.Timestamp } =>
            $"{((string)value)[..19].Replace('T', ' ')}.{((string)value)[19..].TrimStart('.').TrimEnd('Z').PadRight(6, '0')}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static List<List<LeafEntry>> ReadByParquetNet(string file) => Task.Run(() => ReadAsync(file)).GetAwaiter().GetResult();

    private static async Task<List<List<LeafEntry>>> ReadAsync(string file)
    {
        await using var reader = await NetReader.CreateAsync(file);
        var leaves = new List<List<LeafEntry>>();
        // By position: leaves of one name, such as the elements of two lists, may have different types.
        var elements = reader.Metadata!.Schema.Where(element => element.NumChildren is null or 0).ToList();
        foreach (var (number, field) in reader.Schema.GetDataFields().Index())
        {
            var isDate = elements[number].LogicalType?.DATE is not null;
            var entries = new List<LeafEntry>();
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                using var rows = reader.OpenRowGroupReader(group);
                using var column = await rows.ReadRawColumnDataBaseAsync(field);
                entries.AddRange(Entries(column, field.MaxRepetitionLevel, field.MaxDefinitionLevel, isDate));
            }

            leaves.Add(entries);
        }

        return leaves;
    }

    private static List<LeafEntry> Entries(RawColumnData column, int maxRepetition, int maxDefinition, bool isDate)
    {
        var values = Values(column, isDate);
        var definitions = column.DefinitionLevels;
        var entries = new List<LeafEntry>(definitions.Length);
        var next = 0;
        for (var i = 0; i < definitions.Length; i++)
        {
            entries.Add(
                new LeafEntry(
                    maxRepetition > 0 ? column.RepetitionLevels[i] : 0,
                    definitions[i],
                    definitions[i] == maxDefinition ? values[next++] : null));
        }

        return entries;
    }

    private static List<string> Values(RawColumnData column, bool isDate) => column switch
    {
        RawColumnData<ReadOnlyMemory<char>> texts => [.. texts.Values.ToArray().Select(text => text.ToString())],
        RawColumnData<bool> truths => [.. truths.Values.ToArray().Select(truth => truth ? "true" : "false")],
        RawColumnData<DateTime> times => [.. times.Values.ToArray().Select(time => time.ToString(isDate ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture))],
        RawColumnData<decimal> numbers =>
            [.. numbers.Values.ToArray().Select(number => ColumnModel.Decimal(number.ToString(CultureInfo.InvariantCulture)))],
        RawColumnData<sbyte> numbers => Numbers(numbers.Values),
        RawColumnData<short> numbers => Numbers(numbers.Values),
        RawColumnData<int> numbers => Numbers(numbers.Values),
        RawColumnData<long> numbers => Numbers(numbers.Values),
        RawColumnData<float> numbers => Numbers(numbers.Values),
        RawColumnData<double> numbers => Numbers(numbers.Values),
        _ => throw new NotSupportedException($"{column.GetType()} is not read here."),
    };

    private static List<string> Numbers<T>(Span<T> values)
        where T : IFormattable => [.. values.ToArray().Select(value => value.ToString("G", CultureInfo.InvariantCulture))];
}

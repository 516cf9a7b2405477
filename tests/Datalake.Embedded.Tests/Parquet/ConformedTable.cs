using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>Conformed records and their columns, written as Parquet by the lake and parsed by the engine.</summary>
internal sealed class ConformedTable : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<byte[]> records = [];

    public ConformedTable(params (string Name, string Type)[] columns)
        : this(columns.Select(column => new TableColumn(column.Name, HiveType.Parse(column.Type))))
    {
    }

    public ConformedTable(IEnumerable<TableColumn> columns) => Columns = [.. columns];

    /// <summary>A column of lists, structs and maps in each other, with a row for null and one for an empty value at every depth.</summary>
    public static ConformedTable Nested(int levels)
    {
        var type = HiveType.Parse("int");
        for (var level = 0; level < levels; level++)
        {
            type = (level % 3) switch
            {
                0 => new ArrayType(type),
                1 => new StructType([new StructField("f", type)]),
                _ => new MapType(new PrimitiveType(PrimitiveKind.String), type),
            };
        }

        var table = new ConformedTable([new TableColumn("deep", type)]);
        for (var depth = 0; depth <= levels; depth++)
        {
            table.Add($"{{\"deep\":{FilledTo(depth, type, "null")}}}");
            table.Add($"{{\"deep\":{FilledTo(depth, type, null)}}}");
        }

        return table;
    }

    public IReadOnlyList<TableColumn> Columns { get; }

    public IReadOnlyList<byte[]> Records => records;

    /// <summary>The file that the lake writes.</summary>
    public string Own => folder["own.parquet"];

    private string Engine => folder["engine.parquet"];

    private string Lines => folder["records.ndjson"];

    public void Add(string record) => records.Add(Encoding.UTF8.GetBytes(record + "\n"));

    /// <summary>Writes the file by the lake.</summary>
    /// <param name="rowGroup">Rows of a row group.</param>
    public string WriteOwn(int rowGroup = int.MaxValue)
    {
        var schema = new ParquetSchema(Columns);
        using var stream = File.Create(Own);
        using var file = new ParquetFile(stream, schema);
        using var shredder = new RecordShredder(schema, file.Columns);
        var rows = 0;
        foreach (var record in records)
        {
            shredder.Add(record);
            if (++rows < rowGroup) continue;
            EndRowGroup();
        }

        EndRowGroup();
        file.Finish();
        return Own;

        void EndRowGroup()
        {
            shredder.EndRowGroup();
            file.EndRowGroup(rows);
            rows = 0;
        }
    }

    /// <summary>Has the engine parse the records.</summary>
    /// <returns>A query for the rows, from FROM on.</returns>
    public string ParsedByEngine()
    {
        using (var lines = File.Create(Lines))
        {
            foreach (var record in records) lines.Write(record);
        }

        return EngineParquetWriter.Rows([.. Columns], [Lines], records.Count == 0 ? 0 : records.Max(record => record.Length));
    }

    /// <summary>
    /// Fails unless the file, written now, has the rows that the engine parses, and the schema of the file that it writes of them.
    /// </summary>
    /// <param name="rowGroup">Rows of a row group.</param>
    public void AssertSame(int rowGroup = int.MaxValue)
    {
        var own = $"read_parquet({Sql.Text(WriteOwn(rowGroup))}, hive_partitioning = false)";
        using var connection = Open();
        DuckDbEngine.Run(connection, $"CREATE TABLE parsed AS {ParsedByEngine()}");
        DuckDbEngine.Run(connection, ParquetCopy.Statement("FROM parsed", Engine, 122_880));
        Assert.Equal(
            Ask(connection, $"DESCRIBE FROM read_parquet({Sql.Text(Engine)}, hive_partitioning = false)"), Ask(connection, $"DESCRIBE FROM {own}"));
        Assert.Equal(records.Count, DuckDbEngine.Count(connection, $"SELECT count(*) FROM {own}"));

        // Not with the rows of the engine's file: it makes one of the two zeros. The text tells them apart.
        Assert.Empty(
            Ask(
                connection,
                $"SELECT _own::VARCHAR, _parsed::VARCHAR FROM {own} _own POSITIONAL JOIN parsed _parsed WHERE _own IS DISTINCT FROM _parsed OR _own::VARCHAR IS DISTINCT FROM _parsed::VARCHAR LIMIT 3"
            ));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A connection to an engine of its own.</summary>
    public static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        DuckDbEngine.Run(connection, "SET TimeZone = 'UTC'; SET threads = 2");
        return connection;
    }

    private static string FilledTo(int depth, HiveType type, string? last) => type switch
    {
        ArrayType array => depth == 0 ? last ?? "[]" : $"[{FilledTo(depth - 1, array.Element, last)},null]",
        MapType map => depth == 0 ? last ?? "{}" : $"{{\"k\":{FilledTo(depth - 1, map.Value, last)},\"l\":null}}",
        StructType structure => depth == 0 ? last ?? "{}" : $"{{\"f\":{FilledTo(depth - 1, structure.Fields[0].Type, last)}}}",
        _ => depth == 0 ? last ?? "7" : "7",
    };

    private static List<string> Ask(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('\n', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}

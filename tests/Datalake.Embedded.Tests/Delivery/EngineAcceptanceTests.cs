using System.Text;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Tests.Checking;
using Datalake.Json;
using Datalake.Records;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Delivery;

/// <summary>
/// One record that the engine refused would hold up all others of its buffer, so conform must let nothing through that the engine does not
/// read.
/// </summary>
public class EngineAcceptanceTests
{
    private static readonly string[] Types =
    [
        "string",
        "boolean",
        "tinyint",
        "smallint",
        "int",
        "bigint",
        "float",
        "double",
        "date",
        "timestamp",
        "decimal(38,10)",
        "decimal(9,2)",
        "decimal(18,0)",
        "array<string>",
        "array<bigint>",
        "map<string,string>",
        "map<string,double>",
        "struct<a:string,b:bigint,c:array<struct<d:timestamp,e:decimal(20,3)>>>",
        "array<map<string,array<boolean>>>", "map<string,struct<x:date,y:float>>",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_conform_lets_through_the_engine_reads(int seed)
    {
        const int Records = 1000;
        using var folder = new TestFolder();
        var contract = Contract();
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var output = new Utf8Output();
        var hostile = new HostileJson(new Random(seed));
        var lines = Path.Combine(folder.Path, "records.ndjson");
        using (var file = File.Create(lines))
        {
            for (var i = 0; i < Records; i++)
            {
                output.Clear();
                Assert.Null(conformer.Conform(Encoding.UTF8.GetBytes(hostile.Record($"r{i}", contract)), output).Problem);
                output.Write("}\n"u8);
                file.Write(output.WrittenSpan);
            }
        }

        var columns = string.Join(", ", Sql.Columns(contract).Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(column.Type)}"));
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var target = Sql.Text(Path.Combine(folder.Path, "records.parquet"));
        Assert.Equal(
            Records,
            DuckDbEngine.Run(
                connection,
                $"COPY (FROM read_json({Sql.Text(lines)}, format = 'newline_delimited', records = true, columns = {{{columns}}})) TO {target} (FORMAT parquet)"
            )
        );
        Assert.Equal(Records, DuckDbEngine.Count(connection, $"SELECT count(DISTINCT id) FROM read_parquet({target})"));
    }

    private static DatasetContract Contract()
    {
        var columns = string.Join(", ", Types.Select((type, number) => $"\"C{number}\": \"{type}\""));
        var text = $$"""
            { "name": "hostile", "database": "hostile", "raw": { "keys": "{key}" }, "identity": ["Id"], "changedAt": ["At"],
              "columns": { "Id": "string", "At": "timestamp", {{columns}} } }
            """;
        return DatasetContractReader.Read(Encoding.UTF8.GetBytes(text), "hostile").Require();
    }
}

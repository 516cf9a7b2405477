using Datalake.Datasets;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Bench.Lakes;

/// <summary>
/// What DuckDB alone takes for the records of a lake once they are structured: JSON to Parquet of the same columns, and that by change
/// date. It quarantines nothing, drops no duplicates, has no lineage, sorts nothing and syncs nothing.
/// </summary>
internal static class EngineLake
{
    /// <summary>Runs a job.</summary>
    public static EngineLakeResult Run(EngineLakeJob job)
    {
        var dataset = DatasetCatalog.Load(job.Datasets).Require().Find("checkout")!;
        var records = Directory.GetFiles(Path.Combine(job.Root, "structured_json"), "*", SearchOption.AllDirectories);
        var work = Directory.CreateDirectory(Path.Combine(job.Root, "_engine")).FullName;
        var rows = Path.Combine(work, "rows.parquet");
        var clock = new PhaseClock();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        DuckDbEngine.Run(connection, $"SET TimeZone = 'UTC'; SET preserve_insertion_order = false; SET temp_directory = {Sql.Text(work)}");
        var written = DuckDbEngine.Run(connection, $"COPY ({Select(dataset, records)}) TO {Sql.Text(rows)} (FORMAT parquet)");
        var toParquet = clock.Read();
        clock = new PhaseClock();
        var changed = string.Join(", ", dataset.ChangedAt.Select(column => Sql.Name(column.Name)));
        DuckDbEngine.Run(
            connection,
            $"""
            COPY (SELECT *, year(_day) AS year, month(_day) AS month, day(_day) AS day FROM (
              SELECT *, coalesce({changed})::DATE AS _day FROM read_parquet({Sql.Text(rows)})))
            TO {Sql.Text(Path.Combine(work, "days"))} (FORMAT parquet, PARTITION_BY (year, month, day))
            """);
        var byDay = clock.Read();

        // Only rows that were read count: the engine makes a row of nulls of a record that it cannot read.
        var identified = DuckDbEngine.Count(connection, $"SELECT count({Sql.Name(dataset.Identity[0].Name)}) FROM read_parquet({Sql.Text(rows)})");
        return new EngineLakeResult(toParquet, byDay, Math.Min(written, identified), PeakMemory.Read());
    }

    // A timestamp that the engine does not read would cost the whole row.
    private static string Select(DatasetContract dataset, string[] records)
    {
        var types = dataset.Columns.Select(column => $"{Sql.Text(column.Key)}: {Sql.Text(IsTime(column) ? "VARCHAR" : Sql.Type(column.Type))}");
        var columns = dataset.Columns.Select(column => IsTime(column)
            ? $"try_cast({Sql.Name(column.Key)} AS TIMESTAMPTZ) AS {Sql.Name(column.Name)}"
            : $"{Sql.Name(column.Key)} AS {Sql.Name(column.Name)}");
        return
            $"SELECT {string.Join(", ", columns)} FROM read_json({Sql.Texts(records)}, format = 'newline_delimited', records = true, " +
            $"hive_partitioning = false, ignore_errors = true, columns = {{{string.Join(", ", types)}}})";
    }

    private static bool IsTime(Column column) => column.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp };
}

/// <summary>What DuckDB alone took.</summary>
/// <param name="ToParquet">From structured JSON to one Parquet file, with the opening of the engine.</param>
/// <param name="ByDay">From that to files by change date.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="Peak">The maximum resident memory of the process, in bytes.</param>
internal sealed record EngineLakeResult(PhaseTime ToParquet, PhaseTime ByDay, long Rows, long Peak);

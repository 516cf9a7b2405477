using Datalake.Datasets;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// How the contract's columns are taken from one stage file. A file written under an older contract may lack columns, which are null then, or have
/// other types, which are cast.
/// </summary>
/// <param name="Select">The select list, in the order of the contract.</param>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Values">Leaf values in the file, those of list elements and nulls included.</param>
/// <param name="Bytes">Bytes of the file's data before compression; a text that repeats counts once where it is in a dictionary.</param>
internal sealed record StageColumns(string Select, long Rows, long Values, long Bytes)
{
    /// <summary>Looks at a file.</summary>
    public static StageColumns Read(DuckDBConnection connection, DatasetContract dataset, string path)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"DESCRIBE FROM read_parquet({Sql.Text(path)}, hive_partitioning = false)";
            using var reader = command.ExecuteReader();
            while (reader.Read()) found[reader.GetString(0)] = reader.GetString(1);
        }

        var select = Sql.Columns(dataset).Select(column => found.TryGetValue(column.Name, out var type)
            ? type == column.Type ? Sql.Name(column.Name) : $"{Sql.Name(column.Name)}::{column.Type} AS {Sql.Name(column.Name)}"
            : $"NULL::{column.Type} AS {Sql.Name(column.Name)}");
        using var metadata = connection.CreateCommand();
        metadata.CommandText = $"SELECT coalesce(sum(row_group_num_rows) FILTER (column_id = 0), 0)::BIGINT, coalesce(sum(num_values), 0)::BIGINT, "
            + $"coalesce(sum(total_uncompressed_size), 0)::BIGINT FROM parquet_metadata({Sql.Text(path)})";
        using var sizes = metadata.ExecuteReader();
        sizes.Read();
        return new StageColumns(string.Join(", ", select), sizes.GetInt64(0), sizes.GetInt64(1), sizes.GetInt64(2));
    }
}

using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>Looks into Parquet files.</summary>
internal static class ParquetSql
{
    /// <summary>The first column of all rows, as text.</summary>
    public static List<string> Ask(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET TimeZone = 'UTC'; {sql}";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(
                reader.IsDBNull(0) ? "NULL" : Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return rows;
    }

    /// <summary>The rows of files as text, sorted; those of no file are none.</summary>
    public static List<string> Rows(IReadOnlyCollection<string> files, string columns) =>
        files.Count == 0
            ? []
            : Ask($"SELECT {WithoutOffsets} FROM (SELECT {columns} FROM ({string.Join(" UNION ALL BY NAME ", files.Select(Read))})) t ORDER BY 1");

    // In the tables a timestamp is an instant, which the engine shows with its offset.
    private const string WithoutOffsets = @"regexp_replace(t::VARCHAR, '([0-9]{2}:[0-9]{2}:[0-9.]+)\+00', '\1', 'g')";

    private static string Read(string file) =>
        $"SELECT * FROM read_parquet({Quote(file)}, hive_partitioning = true, hive_types_autocast = false)";

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>Looks into Parquet files.</summary>
internal static class Parquet
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
            : Ask(
                $"SELECT t::VARCHAR FROM (SELECT {columns} FROM read_parquet([{string.Join(", ", files.Select(Quote))}], union_by_name = true, hive_partitioning = true, hive_types_autocast = false)) t ORDER BY 1"
            );

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

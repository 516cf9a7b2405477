using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// Compares the rows that a table should hold with those that it holds, by change date: the key of each row and a hash of all its columns
/// are kept, not the rows. Where a row was delivered more than once, any of its deliveries may be the one that the table holds.
/// </summary>
internal sealed class RowComparison
{
    private readonly DuckDBConnection connection;
    private readonly DatasetContract dataset;
    private readonly string key;

    public RowComparison(DuckDBConnection connection, DatasetContract dataset)
    {
        this.connection = connection;
        this.dataset = dataset;
        key = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)).Append("_changed_at").Append(Lineage.Digest));
        var identity = string.Join(", ", dataset.Identity.Select(column => $"{Sql.Name(column.Name)} {Sql.Type(column.Type)}"));
        foreach (var table in new[] { "expected", "found" })
        {
            DuckDbEngine.Run(
                connection,
                $"CREATE TEMP TABLE {table} ({identity}, _changed_at TIMESTAMP, {Lineage.Digest} VARCHAR, _content UBIGINT, _texts UBIGINT)");
        }
    }

    /// <summary>Adds the rows of a stage file.</summary>
    /// <exception cref="EngineException">The file cannot be read under the contract.</exception>
    public void Expect(string path) => Add("expected", path, "_changed_at::DATE");

    /// <summary>Adds the rows of a file of the table.</summary>
    /// <exception cref="EngineException">The file cannot be read under the contract.</exception>
    public void Find(string path, DateOnly day) =>
        Add("found", path, string.Create(CultureInfo.InvariantCulture, $"DATE '{day:yyyy-MM-dd}'"));

    /// <summary>Compares what was added.</summary>
    public IReadOnlyList<DayComparison> Compare()
    {
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE expected_key AS SELECT DISTINCT {key} FROM expected;
            CREATE TEMP TABLE found_key AS SELECT {key}, count(*) AS times FROM found GROUP BY ALL;
            """);
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT strftime(_changed_at, '%Y-%m-%d') AS day, {string.Join(", ", Columns.Select(column => $"sum({column})::BIGINT"))} FROM (
              SELECT _changed_at, {Counts("1")} FROM expected_key
              UNION ALL SELECT _changed_at, {Counts("0", "times", twice: "(times > 1)::INTEGER")} FROM found_key
              UNION ALL SELECT _changed_at, {Counts(missing: "1")} FROM expected_key ANTI JOIN found_key USING ({key})
              UNION ALL SELECT _changed_at, {Counts(extra: "1")} FROM found_key ANTI JOIN expected_key USING ({key})
              UNION ALL SELECT _changed_at, {Counts(different: "1")} FROM (SELECT DISTINCT * FROM found)
                SEMI JOIN expected_key USING ({key}) ANTI JOIN expected USING ({key}, _content, _texts)
            ) GROUP BY day ORDER BY day
            """;
        using var reader = command.ExecuteReader();
        var days = new List<DayComparison>();
        while (reader.Read())
        {
            days.Add(new DayComparison(
                reader.IsDBNull(0) ? default : DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return days;
    }

    private static readonly string[] Columns = ["expected", "found", "missing", "extra", "different", "twice"];

    private static string Counts(
        string expected = "0", string found = "0", string missing = "0", string extra = "0", string different = "0", string twice = "0") =>
        string.Join(", ", Columns.Zip([expected, found, missing, extra, different, twice], (name, count) => $"{count} AS {name}"));

    // The hash of a value does not distinguish an empty list, or a struct of nulls, from a null; its text does, and does not distinguish
    // a null from its name.
    private void Add(string table, string path, string day)
    {
        var file = TableFile.Open(connection, dataset, path);
        var names = TableSchema.Consumable(dataset).Columns.Select(column => Sql.Name(column.Name)).ToArray();
        var nested = dataset.Columns.Where(column => column.Type is not (PrimitiveType or DecimalType))
            .Select(column => $"{Sql.Name(column.Name)}::VARCHAR").Append("0");
        var identity = dataset.Identity.Select(column => $"{Sql.Name(column.Name)}::{Sql.Type(column.Type)}");
        var changedAt = dataset.ChangedAt.Select(column => $"{Sql.Name(column.Name)}::TIMESTAMP");
        DuckDbEngine.Run(
            connection,
            $"""
            INSERT INTO {table} SELECT {string.Join(", ", identity)}, coalesce({string.Join(", ", changedAt)}) AS _changed_at, {Lineage.Digest},
              hash({day}, {string.Join(", ", names)}), hash({string.Join(", ", nested)})
            FROM (SELECT {file.Select(dataset)} FROM {file.Source})
            """);
    }
}

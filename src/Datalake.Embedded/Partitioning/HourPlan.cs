using System.Globalization;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Which rows of an hour stay, and in which order: reads only the narrow columns of its stage files, drops duplicates, and gives what is
/// left a place in the order of the consumable table. Wide rows are touched only when <see cref="DayFileWriter"/> writes them.
/// </summary>
internal sealed class HourPlan(DuckDBConnection connection, DatasetContract dataset, IReadOnlyList<TableFile> stage)
{
    private readonly string identity = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)));

    /// <summary>Rows in the stage files.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows dropped.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Rows that the table holds already, from an earlier run of the hour.</summary>
    public long Own { get; private set; }

    /// <summary>The rows of each stage file that are no duplicates.</summary>
    public IReadOnlyList<long> WrittenOf { get; private set; } = [];

    /// <summary>The change dates of the rows, in order.</summary>
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];

    /// <summary>Stage files that can be the table's as they are.</summary>
    public IReadOnlyList<WholeFile> Whole { get; private set; } = [];

    /// <summary>Reads the keys of the hour's rows.</summary>
    /// <param name="copied">The keys of some stage files; the engine reads the others from these.</param>
    public void ReadKeys(KeyFile copied)
    {
        var columns = string.Join(", ", dataset.Identity.Select(column => $"{Sql.Name(column.Name)} {Sql.Type(column.Type)}"));
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE keys ({KeyFile.File} INTEGER, {KeyFile.Row} BIGINT, _changed_at TIMESTAMP, {columns},
              {Lineage.Digest} VARCHAR, {Lineage.Source} VARCHAR, {Lineage.IngestedAt} TIMESTAMP)
            """);
        if (copied.Rows > 0)
        {
            Rows += DuckDbEngine.Run(
                connection,
                $"""
                INSERT INTO keys SELECT {KeyFile.File}, {KeyFile.Row}, coalesce({ChangedAt}), {identity},
                  {Lineage.Digest}, {Lineage.Source}, {Lineage.IngestedAt}::TIMESTAMP
                FROM read_parquet({Sql.Text(copied.Path)}, hive_partitioning = false)
                """);
        }

        for (var number = 0; number < stage.Count; number++)
        {
            if (copied.Has(number)) continue;
            var file = stage[number];
            Rows += DuckDbEngine.Run(
                connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    INSERT INTO keys SELECT {number}, {TableFile.Position}, {file.ChangedAt(dataset)}, {file.Identity(dataset)},
                      {file.Column(Lineage.Digest, "VARCHAR")}, {file.Column(Lineage.Source, "VARCHAR")}, {file.Column(Lineage.IngestedAt, "TIMESTAMP")}
                    FROM {file.Source}
                    """));
        }

        CheckKeys();
        var days = new List<DateOnly>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT strftime(_changed_at, '%Y-%m-%d') FROM keys ORDER BY 1";
        using var reader = command.ExecuteReader();
        while (reader.Read()) days.Add(DateOnly.ParseExact(reader.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Days = days;
    }

    /// <summary>
    /// A row without a key cannot be distinguished from others, and would have no place in the table; only another program can have written
    /// one.
    /// </summary>
    private void CheckKeys()
    {
        var missing = string.Join(" OR ", dataset.Identity.Select(column => $"{Sql.Name(column.Name)} IS NULL"));
        var bad = DuckDbEngine.Count(
            connection,
            $"""
            SELECT count(*) FROM keys WHERE {missing} OR {Lineage.Digest} IS NULL OR _changed_at IS NULL
              OR _changed_at < DATE '{ChangeDates.First:yyyy-MM-dd}' OR _changed_at >= DATE '{ChangeDates.Last.AddDays(1):yyyy-MM-dd}'
            """);
        if (bad > 0)
        {
            throw new EngineException(
                $"{bad} rows of the stage files have no identity, no digest or no change date from {ChangeDates.First:yyyy-MM-dd} to {ChangeDates.Last:yyyy-MM-dd}. "
                    + $"Where the contract's identity or changedAt changed, take them from the arrivals: lake rebuild {dataset.Name} --from raw. Otherwise another program wrote "
                    + $"such rows; delete its files. Files: {string.Join(", ", stage.Select(file => file.Path))}"
            );
        }
    }

    /// <summary>
    /// Drops rows that the hour holds twice, and rows that the table holds already. Stage files that can be the table's as they are,
    /// <see cref="Whole"/>, are left out of what is written.
    /// </summary>
    /// <param name="others">Files of the consumable table under the touched days.</param>
    /// <param name="takesWhole">False where every row is to be written anew.</param>
    public void DropDuplicates(IReadOnlyList<string> others, bool takesWhole)
    {
        // The digest alone decides almost always; the whole key is compared only where digests are equal.
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE duplicates AS
            SELECT _file, _row FROM (
              SELECT _file, _row, row_number() OVER (PARTITION BY {identity}, _changed_at, {Lineage.Digest}
                ORDER BY {Lineage.Source}, {Lineage.IngestedAt}, _file, _row) AS place
              FROM keys WHERE {Lineage.Digest} IN (SELECT {Lineage.Digest} FROM keys GROUP BY ALL HAVING count(*) > 1)
            ) WHERE place > 1
            """);
        if (others.Count > 0) DropKnown(others);
        Duplicates = DuckDbEngine.Count(connection, "SELECT count(*) FROM duplicates");
        if (takesWhole) Whole = FindWhole();
        WrittenOf = CountWritten();
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE survivors AS
            SELECT _file, _row, _changed_at::DATE AS day,
              row_number() OVER (PARTITION BY _changed_at::DATE ORDER BY {identity}, _changed_at, {Lineage.Digest}) AS place
            FROM keys ANTI JOIN duplicates USING (_file, _row)
            {(Whole.Count == 0 ? "" : $"WHERE _file NOT IN ({string.Join(", ", Whole.Select(file => file.Number))})")};
            DROP TABLE keys;
            """);
    }

    /// <summary>
    /// The files to write: the rows that stay of each change date in the order of the table, and not those of whole files.
    /// </summary>
    public IReadOnlyList<DayFile> Cut()
    {
        var files = new List<DayFile>();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT day - DATE '0001-01-01', _file, min(_row), count(*)::INTEGER FROM (
              SELECT day, _file, _row, sum(step) OVER (PARTITION BY day ORDER BY place) AS run FROM (
                SELECT *, CASE WHEN lag(_file) OVER ordered = _file AND lag(_row) OVER ordered = _row - 1 THEN 0 ELSE 1 END AS step
                FROM survivors WINDOW ordered AS (PARTITION BY day ORDER BY place)))
            GROUP BY day, run, _file ORDER BY day, run
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var day = DateOnly.FromDayNumber((int)reader.GetInt64(0));
            if (files.Count == 0 || files[^1].Day != day) files.Add(new DayFile(day, 0, []));
            files[^1].Runs.Add(new RowRun(reader.GetInt32(1), reader.GetInt32(3), reader.GetInt64(2)));
        }

        var size = RowSize.Of(stage);
        return [.. files.SelectMany(file => file.Split(size.RowsOfFile))];
    }

    private IEnumerable<(string Name, string Type)> KeyColumns =>
        dataset.Identity.Concat(dataset.ChangedAt).DistinctBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => (column.Name, Sql.Type(column.Type)));

    private string ChangedAt => string.Join(", ", dataset.ChangedAt.Select(column => $"{Sql.Name(column.Name)}::TIMESTAMP"));

    // All files in one statement: the engine opens them side by side, and reads a few narrow columns of each. A row of the table that came
    // from the same record in the same delivery is the hour's own, from an earlier run; a record that was delivered twice is not.
    private void DropKnown(IReadOnlyList<string> others)
    {
        (string Name, string Type)[] lineage = [(Lineage.Digest, "VARCHAR"), (Lineage.Source, "VARCHAR"), (Lineage.IngestedAt, "TIMESTAMP")];
        var source = Sql.ReadParquet(Sql.Texts(others.Select(Sql.Glob)), KeyColumns.Concat(lineage), ", hive_partitioning = false");
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE known AS
            SELECT _file, _row, bool_or(keys.{Lineage.Source} = there.{Lineage.Source}
              AND keys.{Lineage.IngestedAt} = there.{Lineage.IngestedAt}) AS own
            FROM keys JOIN (
              SELECT {identity}, coalesce({ChangedAt}) AS _changed_at, {string.Join(", ", lineage.Select(column => column.Name))} FROM {source}
            ) AS there USING ({identity}, _changed_at, {Lineage.Digest})
            GROUP BY _file, _row;
            INSERT INTO duplicates SELECT _file, _row FROM known ANTI JOIN duplicates USING (_file, _row);
            """);

        // Rows of the table: the stage may hold one of them twice, whole, where an answer was lost.
        Own = DuckDbEngine.Count(
            connection,
            $"""
            SELECT count(*) FROM (
              SELECT DISTINCT {identity}, _changed_at, {Lineage.Digest} FROM keys SEMI JOIN (FROM known WHERE own) USING (_file, _row))
            """);
    }

    private long[] CountWritten()
    {
        var written = new long[stage.Count];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT _file, count(*) FROM keys ANTI JOIN duplicates USING (_file, _row) GROUP BY _file";
        using var reader = command.ExecuteReader();
        while (reader.Read()) written[reader.GetInt32(0)] = reader.GetInt64(1);
        return written;
    }

    private List<WholeFile> FindWhole()
    {
        var fitting = Enumerable.Range(0, stage.Count).Where(number => stage[number].IsStored).ToArray();
        if (fitting.Length == 0) return [];
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT _file, strftime(min(_changed_at), '%Y-%m-%d') FROM keys
            WHERE _file IN ({string.Join(", ", fitting)}) AND _file NOT IN (SELECT _file FROM duplicates)
            GROUP BY _file HAVING min(_changed_at)::DATE = max(_changed_at)::DATE ORDER BY _file
            """;
        using var reader = command.ExecuteReader();
        var whole = new List<WholeFile>();
        while (reader.Read())
        {
            var number = reader.GetInt32(0);
            whole.Add(new WholeFile(
                number, stage[number].Path, DateOnly.ParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        return whole;
    }
}

/// <summary>A stage file that can be a file of the table as it is: of one change date, with no row that is not to be there.</summary>
/// <param name="Number">Its number in the hour.</param>
/// <param name="Path">Its path.</param>
/// <param name="Day">The change date.</param>
internal sealed record WholeFile(int Number, string Path, DateOnly Day);

using System.Globalization;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Which rows of an hour stay, and in which order: reads only the narrow columns of its stage files, drops duplicates, and gives what is
/// left a place in the order of the consumable table. Leaves behind the tables <c>survivors</c> and <c>duplicates</c>, which
/// <see cref="PieceCutter"/> reads. Wide rows are touched only when a piece is written.
/// </summary>
internal sealed class HourPlan(DuckDBConnection connection, DatasetContract dataset, IReadOnlyList<TableFile> stage)
{
    private readonly string identity = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)));

    /// <summary>Rows in the stage files.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows dropped.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Reads the keys of the hour's rows.</summary>
    public IReadOnlyList<DateOnly> ReadKeys()
    {
        var columns = string.Join(", ", dataset.Identity.Select(column => $"{Sql.Name(column.Name)} {Sql.Type(column.Type)}"));
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE keys (_file INTEGER, _row BIGINT, _changed_at TIMESTAMP, {columns},
              {Lineage.Digest} VARCHAR, {Lineage.Source} VARCHAR, {Lineage.IngestedAt} TIMESTAMP)
            """);
        for (var number = 0; number < stage.Count; number++)
        {
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
        return days;
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
                    + $"The lake does not write such rows. Delete the files that another program put there. Files: {string.Join(", ", stage.Select(file => file.Path))}"
            );
        }
    }

    /// <summary>Drops rows that the hour holds twice, and rows that other hours have already brought to the touched days.</summary>
    /// <param name="others">Files of the consumable table under the touched days, from other hours.</param>
    public void DropDuplicates(IReadOnlyList<string> others)
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
        foreach (var other in others)
        {
            var file = TableFile.Open(connection, other);
            DuckDbEngine.Run(
                connection,
                $"""
                INSERT INTO duplicates
                SELECT _file, _row FROM keys SEMI JOIN (
                  SELECT {file.Identity(dataset)}, {file.ChangedAt(dataset)} AS _changed_at, {file.Column(Lineage.Digest, "VARCHAR")} AS {Lineage.Digest} FROM {file.Source}
                ) USING ({identity}, _changed_at, {Lineage.Digest})
                ANTI JOIN duplicates USING (_file, _row)
                """);
        }

        Duplicates = DuckDbEngine.Count(connection, "SELECT count(*) FROM duplicates");
        var source = Duplicates == 0 ? "keys" : "keys ANTI JOIN duplicates USING (_file, _row)";
        DuckDbEngine.Run(
            connection,
            $"""
            CREATE TEMP TABLE survivors AS
            SELECT _file AS file, _row AS row, _changed_at::DATE AS day,
                row_number() OVER (ORDER BY _changed_at::DATE, {identity}, _changed_at, {Lineage.Digest}) - 1 AS place
            FROM {source};
            DROP TABLE keys;
            """);
    }
}

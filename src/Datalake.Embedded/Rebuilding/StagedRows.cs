using System.Globalization;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// Which rows of the stage <c>raw/</c> gives again: those whose commit names the arrival in the version that is in <c>raw/</c>, and those
/// that equal one of these, as when a file was only touched. Rows are known by arrival, record number and digest; the engine keeps them and
/// spills them to disk.
/// </summary>
internal sealed class StagedRows
{
    /// <summary>The number of stage files that no commit names.</summary>
    public const int NoCommit = -1;

    private readonly DuckDBConnection connection;

    public StagedRows(DuckDBConnection connection)
    {
        this.connection = connection;
        DuckDbEngine.Run(
            connection,
            """
            CREATE TEMP TABLE staged (
              commit_no INTEGER, file_no INTEGER, place BIGINT, arrival VARCHAR, number BIGINT, digest VARCHAR, micros BIGINT);
            CREATE TEMP TABLE present (commit_no INTEGER, arrival VARCHAR);
            """);
    }

    /// <summary>Adds the rows of a stage file.</summary>
    public void AddFile(int commit, int file, TableFile stage) => DuckDbEngine.Run(
        connection,
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO staged SELECT {commit}, {file}, place, regexp_replace(source, '#[0-9]+$', ''),
              coalesce(try_cast(regexp_extract(source, '#([0-9]+)$', 1) AS BIGINT), 1), digest, micros
            FROM (SELECT {TableFile.Position} AS place, coalesce({stage.Column(Lineage.Source, "VARCHAR")}, '') AS source,
              {stage.Column(Lineage.Digest, "VARCHAR")} AS digest, epoch_us({stage.Column(Lineage.IngestedAt, "TIMESTAMP")}) AS micros
              FROM {stage.Source})
            """));

    /// <summary>The arrivals of the rows of a commit.</summary>
    public List<string> ArrivalsOf(int commit) => Texts(
        string.Create(CultureInfo.InvariantCulture, $"SELECT DISTINCT arrival FROM staged WHERE commit_no = {commit}"));

    /// <summary>Notes arrivals of a commit that are in <c>raw/</c> in the version that the commit names.</summary>
    public void AddPresent(int commit, IReadOnlyCollection<string> arrivals)
    {
        if (arrivals.Count == 0) return;
        using var appender = connection.CreateAppender("present");
        foreach (var arrival in arrivals) appender.CreateRow().AppendValue(commit).AppendValue(arrival).EndRow();
    }

    /// <summary>Decides for each row, once all are added.</summary>
    public void Decide() => DuckDbEngine.Run(
        connection,
        $"""
        CREATE TEMP TABLE decided AS
        WITH marked AS (SELECT staged.*, present.arrival IS NOT NULL AS here FROM staged LEFT JOIN present USING (commit_no, arrival)),
          given AS (SELECT DISTINCT arrival, number, digest FROM marked WHERE here)
        SELECT commit_no, file_no, place, marked.arrival, marked.number, micros,
          commit_no <> {NoCommit} AND given.arrival IS NOT NULL
            AND row_number() OVER (PARTITION BY commit_no, marked.arrival, marked.number ORDER BY micros, file_no, place) = 1 AS again
        FROM marked LEFT JOIN given ON marked.arrival = given.arrival AND marked.number = given.number AND marked.digest = given.digest
        ORDER BY commit_no;
        DROP TABLE staged;
        DROP TABLE present;
        """);

    /// <summary>The number of rows that <c>raw/</c> does not give again, and some of their arrivals.</summary>
    public (long Rows, IReadOnlyList<string> Arrivals) Kept() => (
        DuckDbEngine.Count(connection, "SELECT count(*) FROM decided WHERE NOT again"),
        Texts("SELECT arrival FROM decided WHERE NOT again GROUP BY arrival ORDER BY arrival LIMIT 3"));

    /// <summary>The rows of a commit that are made again: for each arrival the time at which each record was taken.</summary>
    public Dictionary<string, Dictionary<long, DateTimeOffset>> AgainOf(int commit)
    {
        var rows = new Dictionary<string, Dictionary<long, DateTimeOffset>>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"SELECT arrival, number, micros FROM decided WHERE commit_no = {commit} AND again");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var arrival = reader.GetString(0);
            if (!rows.TryGetValue(arrival, out var numbers)) rows[arrival] = numbers = [];
            numbers[reader.GetInt64(1)] = DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64(2) * TimeSpan.TicksPerMicrosecond);
        }

        return rows;
    }

    /// <summary>The rows of a stage file that are made again, and those that stay.</summary>
    public (long Again, long Kept) CountsOf(int commit, int file)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"FROM decided WHERE commit_no = {commit} AND file_no = {file}");
        return (DuckDbEngine.Count(connection, $"SELECT count(*) {where} AND again"), DuckDbEngine.Count(connection, $"SELECT count(*) {where} AND NOT again"));
    }

    /// <summary>Copies the rows of a stage file that stay, as they are.</summary>
    public void CopyKept(int commit, int file, TableFile stage, string target, long rowGroup) => DuckDbEngine.Run(
        connection,
        ParquetCopy.Statement(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT * EXCLUDE ({TableFile.Position}) FROM {stage.Source}
                WHERE {TableFile.Position} IN (SELECT place FROM decided WHERE commit_no = {commit} AND file_no = {file} AND NOT again)
                """),
            target,
            rowGroup));

    private List<string> Texts(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }
}

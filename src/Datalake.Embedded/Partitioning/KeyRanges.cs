using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;
using DuckDB.NET.Data;
using IsoTime = Datalake.Conforming.IsoTime;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Which of the table's files can hold a row of the hour: those whose identities and timestamps of change, by the statistics of the log,
/// meet those of the hour's rows of the same change date.
/// </summary>
internal static class KeyRanges
{
    /// <summary>Reads the ranges of each change date from the table <c>keys</c> of an <see cref="HourPlan"/>.</summary>
    /// <param name="connection">Where the plan was made.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="metadata">The table. A column that it does not have yet skips no file.</param>
    public static IReadOnlyDictionary<DateOnly, FileFilter> Read(
        DuckDBConnection connection, DatasetContract dataset, TableMetadata metadata)
    {
        var identity = dataset.Identity.Where(column => IsIn(metadata, column) && FileStats.CanCompare(column.Type)).ToArray();
        var isDated = dataset.ChangedAt.All(column => IsIn(metadata, column));
        var bounds = identity.Select(column => $", min({Sql.Name(column.Name)})::VARCHAR, max({Sql.Name(column.Name)})::VARCHAR");
        var ranges = new Dictionary<DateOnly, FileFilter>();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT _changed_at::DATE - DATE '0001-01-01', epoch_us(min(_changed_at)), epoch_us(max(_changed_at)){string.Concat(bounds)}
            FROM keys GROUP BY 1
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var filters = identity.Select(
                (column, i) => FileFilter.Between(column.Name, Bound(column, 3 + 2 * i), Bound(column, 4 + 2 * i)));
            var (first, last) = (reader.GetInt64(1), reader.GetInt64(2));
            if (isDated) filters = filters.Append(FileFilter.AnyOf(dataset.ChangedAt.Select(column => Range(column, first, last))));
            ranges[DateOnly.FromDayNumber((int)reader.GetInt64(0))] = FileFilter.AllOf([.. filters]);
        }

        return ranges;

        ColumnValue? Bound(Column column, int ordinal) => FileStats.ValueOf(reader.GetString(ordinal), column.Type);
    }

    private static bool IsIn(TableMetadata metadata, Column column) => metadata.Schema.Find(column.Name) is not null;

    private static FileFilter Range(Column column, long first, long last) => column.Type is PrimitiveType { Kind: PrimitiveKind.Date }
        ? FileFilter.Between(column.Name, ColumnValue.Of(IsoTime.DateOf(first)), ColumnValue.Of(IsoTime.DateOf(last)))
        : FileFilter.Between(column.Name, ColumnValue.OfMicroseconds(first), ColumnValue.OfMicroseconds(last));
}

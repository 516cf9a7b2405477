using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>
/// Tells which files may have rows that a condition selects, from partition values and statistics. It never skips a file that has such a
/// row; files without statistics are kept.
/// </summary>
public abstract class FileFilter
{
    private FileFilter()
    {
    }

    /// <summary>Keeps all files.</summary>
    public static FileFilter Everything { get; } = new All([]);

    /// <summary>Keeps no file.</summary>
    public static FileFilter Nothing { get; } = new Any([]);

    /// <summary>Rows of which a column's value lies in a range. Null lies in none.</summary>
    /// <param name="column">The column, partition column or not.</param>
    /// <param name="minimum">The first value of the range; null when it has none.</param>
    /// <param name="maximum">The last value of the range; null when it has none.</param>
    public static FileFilter Between(string column, ColumnValue? minimum, ColumnValue? maximum)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new Range(column, minimum, maximum);
    }

    /// <summary>Rows of which a column has one value.</summary>
    /// <param name="column">The column, partition column or not.</param>
    /// <param name="value">The value.</param>
    public static FileFilter Is(string column, ColumnValue value) => Between(column, value, value);

    /// <summary>Rows of which a column is null.</summary>
    /// <param name="column">The column, partition column or not.</param>
    public static FileFilter IsNull(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new Null(column);
    }

    /// <summary>Rows that each of some conditions selects.</summary>
    /// <param name="filters">The conditions.</param>
    public static FileFilter AllOf(params IEnumerable<FileFilter> filters) => new All([.. filters]);

    /// <summary>Rows that one of some conditions selects.</summary>
    /// <param name="filters">The conditions.</param>
    public static FileFilter AnyOf(params IEnumerable<FileFilter> filters) => new Any([.. filters]);

    /// <summary>Whether a file may have rows that the condition selects.</summary>
    /// <param name="file">The file.</param>
    /// <param name="metadata">The table.</param>
    /// <exception cref="ArgumentException">The table has no such column, or the column is of another kind than the value.</exception>
    public abstract bool MayMatch(DataFile file, TableMetadata metadata);

    /// <summary>Checks that the table has the columns, and that their values can be compared with those of the condition.</summary>
    /// <exception cref="ArgumentException">That is not so.</exception>
    internal abstract void Check(TableMetadata metadata);

    private static DeltaField FieldOf(TableMetadata metadata, string column) =>
        metadata.Schema.Find(column) ?? throw new ArgumentException($"The table has no column '{column}'.", nameof(column));

    private static string? PartitionOf(TableMetadata metadata, DeltaField field) =>
        metadata.PartitionColumns.FirstOrDefault(name => string.Equals(name, field.Name, StringComparison.OrdinalIgnoreCase));

    private sealed class Range(string column, ColumnValue? minimum, ColumnValue? maximum) : FileFilter
    {
        public override bool MayMatch(DataFile file, TableMetadata metadata)
        {
            var field = FieldOf(metadata, column);
            var wanted = ValueRange.Of(field, minimum, maximum);
            if (PartitionOf(metadata, field) is { } partition)
                return MayMatch(file.PartitionValues.GetValueOrDefault(partition), field, wanted);
            var known = FileStatistics.Of(file, field);
            if (known.NullCount is > 0 && known.NullCount == known.Records) return false;
            return wanted.Meets(known.Minimum, known.Maximum);
        }

        internal override void Check(TableMetadata metadata) => ValueRange.Of(FieldOf(metadata, column), minimum, maximum);

        private static bool MayMatch(string? text, DeltaField field, ValueRange wanted)
        {
            if (!PartitionText.TryRead(field.Type, text, out var value, out var isLocal)) return true;
            return value is not null && (isLocal ? wanted.MeetsLocal(value) : wanted.Meets(value, value));
        }
    }

    private sealed class Null(string column) : FileFilter
    {
        public override bool MayMatch(DataFile file, TableMetadata metadata)
        {
            var field = FieldOf(metadata, column);
            return PartitionOf(metadata, field) is { } partition
                ? string.IsNullOrEmpty(file.PartitionValues.GetValueOrDefault(partition))
                : FileStatistics.Of(file, field).NullCount is not 0;
        }

        internal override void Check(TableMetadata metadata) => FieldOf(metadata, column);
    }

    private sealed class All(IReadOnlyList<FileFilter> filters) : FileFilter
    {
        public override bool MayMatch(DataFile file, TableMetadata metadata)
        {
            foreach (var filter in filters)
            {
                if (!filter.MayMatch(file, metadata)) return false;
            }

            return true;
        }

        internal override void Check(TableMetadata metadata)
        {
            foreach (var filter in filters) filter.Check(metadata);
        }
    }

    private sealed class Any(IReadOnlyList<FileFilter> filters) : FileFilter
    {
        public override bool MayMatch(DataFile file, TableMetadata metadata)
        {
            foreach (var filter in filters)
            {
                if (filter.MayMatch(file, metadata)) return true;
            }

            return false;
        }

        internal override void Check(TableMetadata metadata)
        {
            foreach (var filter in filters) filter.Check(metadata);
        }
    }
}

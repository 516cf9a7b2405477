using Datalake.Datasets;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Queries.Pruning;

/// <summary>Makes filters of files from ranges of the columns that a contract declares.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="metadata">The table as its log describes it, which may have other types than the contract has now.</param>
internal sealed class ColumnRanges(DatasetContract dataset, TableMetadata metadata)
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);
    private static readonly long MicrosecondsPerDay = (long)TimeSpan.FromDays(1).TotalMicroseconds;

    /// <summary>The rows in which a column has a value.</summary>
    public FileFilter Is(PlanColumn column, ColumnValue value) => Between(column, value, value);

    /// <summary>The rows in which a column is NULL.</summary>
    public FileFilter Null(PlanColumn column) => IsSame(column) ? FileFilter.IsNull(column.Name) : FileFilter.Everything;

    /// <summary>The rows in which a column is in a range.</summary>
    /// <param name="column">The column.</param>
    /// <param name="minimum">The first value; null when there is none.</param>
    /// <param name="maximum">The last value; null when there is none.</param>
    public FileFilter Between(PlanColumn column, ColumnValue? minimum, ColumnValue? maximum)
    {
        if (!IsSame(column)) return FileFilter.Everything;
        if (column.IsDateOf)
        {
            if ((minimum ?? maximum) is not null and not { Kind: ColumnValueKind.Date }) return FileFilter.Everything;
            minimum = In(minimum, 0);
            maximum = In(maximum, MicrosecondsPerDay - 1);
        }

        var kind = KindOf(column.Type);
        if ((minimum?.Kind ?? kind) != kind || (maximum?.Kind ?? kind) != kind) return FileFilter.Everything;

        // NaN is above every number, and writers do not say whether a file has one.
        if (kind == ColumnValueKind.Double) minimum = null;
        var range = FileFilter.Between(column.Name, minimum, maximum);
        return column.Name == dataset.ChangedAt[0].Name ? FileFilter.AllOf(range, DaysOf(minimum, maximum)) : range;
    }

    // A row whose first changedAt column is not NULL lies in the partition of its date.
    private FileFilter DaysOf(ColumnValue? minimum, ColumnValue? maximum) =>
        TableSchema.ChangeDate.All(part => IsSame(new PlanColumn(part.Name, part.Type)))
            ? FileFilter.AllOf(Beyond(minimum, isFirst: true), Beyond(maximum, isFirst: false))
            : FileFilter.Everything;

    // Dates of which year, month and day are partitions: a later year, or the same year and a later month, and so on.
    private static FileFilter Beyond(ColumnValue? bound, bool isFirst)
    {
        if (bound is null || DayOf(bound) is not { } day) return FileFilter.Everything;
        (string Name, long Value)[] parts = [("year", day.Year), ("month", day.Month), ("day", day.Day)];
        return FileFilter.AnyOf(parts.Select((part, i) =>
        {
            var value = ColumnValue.Of(i == parts.Length - 1 ? part.Value : isFirst ? part.Value + 1 : part.Value - 1);
            return FileFilter.AllOf(parts[..i].Select(same => FileFilter.Is(same.Name, ColumnValue.Of(same.Value))).Append(
                isFirst ? FileFilter.Between(part.Name, value, null) : FileFilter.Between(part.Name, null, value)));
        }));
    }

    private static DateOnly? DayOf(ColumnValue value)
    {
        if (value.Kind == ColumnValueKind.Date) return value.Date;
        var day = Epoch.DayNumber + Math.DivRem(value.Microseconds, MicrosecondsPerDay, out var rest) - (rest < 0 ? 1 : 0);
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null;
    }

    // Statistics of a column that has another type in the files have another order.
    private bool IsSame(PlanColumn column) => metadata.Schema.Find(column.Name)?.Type.Equals(DeltaSchema.Of(column.Type)) == true;

    // The timestamps of a date.
    private static ColumnValue? In(ColumnValue? date, long microseconds) => date is null
        ? null
        : ColumnValue.OfMicroseconds(((date.Date.DayNumber - Epoch.DayNumber) * MicrosecondsPerDay) + microseconds);

    private static ColumnValueKind? KindOf(HiveType type) => type switch
    {
        PrimitiveType { Kind: PrimitiveKind.String } => ColumnValueKind.Text,
        PrimitiveType { Kind: PrimitiveKind.Boolean } => ColumnValueKind.Boolean,
        PrimitiveType { Kind: PrimitiveKind.Float or PrimitiveKind.Double } => ColumnValueKind.Double,
        PrimitiveType { Kind: PrimitiveKind.Date } => ColumnValueKind.Date,
        PrimitiveType { Kind: PrimitiveKind.Timestamp } => ColumnValueKind.Timestamp,
        PrimitiveType or DecimalType => ColumnValueKind.Number,
        _ => null,
    };
}

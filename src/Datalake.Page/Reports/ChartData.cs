using System.Globalization;
using Datalake.Server.Reports;

namespace Datalake.Page.Reports;

/// <summary>The lines, sets of bars or pieces of a chart.</summary>
/// <param name="Lines">The lines, in the order in which the rows bring them.</param>
/// <param name="IsTime">True when the axis is time.</param>
internal sealed record ChartData(IReadOnlyList<ChartLine> Lines, bool IsTime)
{
    /// <summary>How many lines a chart has at most; more can hardly be told by their colours.</summary>
    public const int MaximumLines = 12;

    /// <summary>True when there were more lines than are shown.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Makes the data of a chart of a result.</summary>
    /// <param name="part">The part.</param>
    /// <param name="result">What its query gave.</param>
    public static ChartData Of(ReportPart part, ReportPartResult result)
    {
        var columns = ReportColumns.Of(part, result.Columns);
        var names = result.Columns.Select(column => column.Name).ToList();
        var x = columns.X is null ? -1 : names.IndexOf(columns.X);
        var series = columns.Series is null ? -1 : names.IndexOf(columns.Series);
        var isTime = x >= 0 && result.Columns[x].IsTime && result.Rows.All(row => row[x] is null || TimeOf(row[x]) is not null);
        var lines = new Dictionary<string, List<ChartPoint>>(StringComparer.Ordinal);
        foreach (var row in result.Rows)
        {
            // What has no place on the axis, or no value, is no point.
            if (isTime && row[x] is null) continue;
            foreach (var y in columns.Y)
            {
                if (ReportValue.Number(row[names.IndexOf(y)]) is not { } value) continue;
                var title = TitleOf(part, y, series < 0 ? null : ReportValue.Text(row[series]), columns.Y.Count);
                if (!lines.TryGetValue(title, out var points)) lines[title] = points = [];
                points.Add(new ChartPoint(
                    x < 0 ? "" : ReportValue.Text(row[x], result.Columns[x].IsTime), isTime ? TimeOf(row[x])!.Value : default, value));
            }
        }

        return new ChartData([.. lines.Take(MaximumLines).Select(line => new ChartLine(line.Key, InOrder(line.Value, isTime)))], isTime)
        {
            IsCut = lines.Count > MaximumLines,
        };
    }

    private static string TitleOf(ReportPart part, string column, string? series, int columns) => (series, columns) switch
    {
        (null, _) => part.LabelOf(column),
        (_, 1) => series,
        _ => $"{series}: {part.LabelOf(column)}",
    };

    private static List<ChartPoint> InOrder(List<ChartPoint> points, bool isTime) =>
        isTime ? [.. points.OrderBy(point => point.Time)] : points;

    private static DateTime? TimeOf(object? value) =>
        value is string text && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

/// <summary>A line, or a set of bars.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Points">Its points; those of a time axis in its order.</param>
internal sealed record ChartLine(string Title, IReadOnlyList<ChartPoint> Points);

/// <summary>A point of a chart.</summary>
/// <param name="Name">What stands at the axis.</param>
/// <param name="Time">The time, where the axis is time.</param>
/// <param name="Value">The value.</param>
public sealed record ChartPoint(string Name, DateTime Time, double Value);

using System.Data.SqlTypes;
using System.Globalization;
using Datalake.Embedded.Queries.Output;
using Datalake.Page.Queries;

namespace Datalake.Page.Sql;

/// <summary>Makes the points of a chart of a result.</summary>
internal static class ChartData
{
    /// <summary>Points that a chart has at most.</summary>
    public const int Limit = 200;

    /// <summary>The columns that can be drawn: those whose values are numbers.</summary>
    public static IReadOnlyList<int> NumbersOf(QueryResult result) =>
    [
        .. Enumerable.Range(0, result.Columns.Count)
            .Where(column => result.Rows.Any(row => row[column] is not null) && result.Rows.All(row => row[column] is null || ValueText.IsNumber(row[column]))),
    ];

    /// <summary>The points: one for each row, without those where the number is NULL.</summary>
    /// <param name="result">The result.</param>
    /// <param name="name">The column with the names.</param>
    /// <param name="value">The column with the numbers.</param>
    public static IReadOnlyList<ChartPoint> PointsOf(QueryResult result, int name, int value) =>
    [
        .. result.Rows.Where(row => row[value] is not null)
            .Take(Limit)
            .Select(row => new ChartPoint(row[name] is { } text ? ValueText.Of(text) : "NULL", NumberOf(row[value]!))),
    ];

    private static double NumberOf(object value) => value switch
    {
        SqlDecimal large => large.ToDouble(),
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };
}

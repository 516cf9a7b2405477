using Datalake.Page.Queries;
using Datalake.Page.Sql;

namespace Datalake.Page.Tests.Sql;

public class ChartDataTests
{
    [Fact]
    public void Columns_of_numbers_are_drawn_and_those_of_texts_name_the_points()
    {
        var result = Of(["status", "orders", "value"], ["invoiced", 152L, 1.5m], ["canceled", null, 2.5m], [null, 22L, null]);

        Assert.Equal([1, 2], ChartData.NumbersOf(result));
        Assert.Equal([new ChartPoint("invoiced", 152), new ChartPoint("NULL", 22)], ChartData.PointsOf(result, 0, 1));
    }

    [Fact]
    public void A_column_that_is_NULL_in_every_row_is_not_one_of_numbers() => Assert.Empty(ChartData.NumbersOf(Of(["a"], [null], [null])));

    private static QueryResult Of(string[] columns, params object?[][] rows) => new(columns, rows, false, TimeSpan.Zero);
}

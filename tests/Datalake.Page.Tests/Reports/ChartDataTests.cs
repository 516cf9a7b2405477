using Apache.Arrow.Types;
using Datalake.Embedded.Queries;
using Datalake.Page.Reports;
using Datalake.Server.Reports;

namespace Datalake.Page.Tests.Reports;

public class ChartDataTests
{
    private static readonly LakeColumn Day = new("day", Date32Type.Default) { IsTime = true };
    private static readonly LakeColumn Currency = new("currency", StringType.Default);
    private static readonly LakeColumn Revenue = new("revenue", DoubleType.Default) { IsNumber = true };
    private static readonly LakeColumn Orders = new("orders", Int64Type.Default) { IsNumber = true };

    [Fact]
    public void Each_value_of_the_series_is_a_line_in_the_order_of_time()
    {
        var data = ChartData.Of(
            Part(ReportShow.Line) with { Series = "currency", Y = ["revenue"] },
            Result([Day, Currency, Revenue, Orders], ["2026-01-02", "EUR", 2.0, 1L], ["2026-01-01", "EUR", 1.0, 1L], ["2026-01-01", "BRL", 9.0, 1L]));

        Assert.True(data.IsTime);
        Assert.Equal(["EUR", "BRL"], data.Lines.Select(line => line.Title));
        Assert.Equal([1.0, 2.0], data.Lines[0].Points.Select(point => point.Value));
    }

    [Fact]
    public void Without_a_series_each_column_of_numbers_is_a_line_by_its_label()
    {
        var data = ChartData.Of(
            Part(ReportShow.Bar) with { Labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["orders"] = "Orders placed" } },
            Result([Currency, Revenue, Orders], ["EUR", 1.0, 3L], ["BRL", null, 4L]));

        Assert.False(data.IsTime);
        Assert.Equal([("Revenue", 1), ("Orders placed", 2)], data.Lines.Select(line => (line.Title, line.Points.Count)));
    }

    [Fact]
    public void No_more_lines_are_shown_than_colours_distinguish()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new object?[] { "x", $"c{i}", 1.0 }).ToArray();

        var data = ChartData.Of(Part(ReportShow.Line) with { Series = "currency" }, Result([new LakeColumn("x", StringType.Default), Currency, Revenue], rows));

        Assert.Equal((ChartData.MaximumLines, true), (data.Lines.Count, data.IsCut));
    }

    [Theory]
    [InlineData("1,234,567", 1234567L, false)]
    [InlineData("–", null, false)]
    [InlineData("yes", true, false)]
    [InlineData("0.5", 0.5, false)]
    [InlineData("2026-01-02", "2026-01-02", true)]
    [InlineData("2026-01-02", "2026-01-02T00:00:00", true)]
    [InlineData("2026-01-02 08:30:00", "2026-01-02T08:30:00Z", true)]
    [InlineData("2026-01-02T08:30:00Z", "2026-01-02T08:30:00Z", false)]
    public void Values_are_written_for_people(string expected, object? value, bool isTime) => Assert.Equal(expected, ReportValue.Text(value, isTime));

    [Fact]
    public void Money_keeps_its_digits() => Assert.Equal("1,234.50", ReportValue.Text(1234.50m));

    private static ReportPart Part(ReportShow show) => new("A part", "SELECT 1") { Show = show };

    private static ReportPartResult Result(LakeColumn[] columns, params object?[][] rows) =>
        new(DateTimeOffset.UnixEpoch) { Columns = columns, Rows = rows };
}

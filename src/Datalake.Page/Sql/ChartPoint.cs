namespace Datalake.Page.Sql;

/// <summary>A point of a chart.</summary>
/// <param name="Name">What stands below it.</param>
/// <param name="Value">How high it is.</param>
public sealed record ChartPoint(string Name, double Value);

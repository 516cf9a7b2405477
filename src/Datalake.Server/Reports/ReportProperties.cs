namespace Datalake.Server.Reports;

/// <summary>Every property name of a report. <c>report.schema.json</c> has the same, and a test compares the two.</summary>
internal static class ReportProperties
{
    public const string Schema = "$schema";
    public const string Title = "title";
    public const string Description = "description";
    public const string Refresh = "refresh";
    public const string Parts = "parts";
    public const string View = "view";
    public const string Sql = "sql";
    public const string Show = "show";
    public const string X = "x";
    public const string Y = "y";
    public const string Series = "series";
    public const string Labels = "labels";
    public const string Rows = "rows";

    public static IReadOnlyList<string> OfReport { get; } = [Schema, Title, Description, Refresh, Parts];

    public static IReadOnlyList<string> OfPart { get; } = [Title, Description, View, Sql, Show, X, Y, Series, Labels, Rows];
}

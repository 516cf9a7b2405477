namespace Datalake.Server.Reports;

/// <summary>The queries that a part of a report needs.</summary>
internal static class ReportSql
{
    /// <summary>The query, for its columns without a row.</summary>
    public static string OnlyColumns(string sql) => $"SELECT * FROM (\n{Body(sql)}\n) AS part LIMIT 0";

    // A comment at the end must not reach what follows, which the line end in front of the parenthesis sees to.
    private static string Body(string sql) => sql.TrimEnd().TrimEnd(';');
}

namespace Datalake.Server.Reports;

/// <summary>
/// The ids of the rules that a report keeps beside <see cref="Datalake.Documents.DocumentRules"/>; they do not change.
/// </summary>
public static class ReportRules
{
    /// <summary>The file's name can stand in an address.</summary>
    public const string Name = "report-name";

    /// <summary>No two reports have the same name.</summary>
    public const string Repeated = "report-repeated";

    /// <summary>Texts that people read are not empty.</summary>
    public const string Text = "report-text";

    /// <summary>A part has either a view or SQL.</summary>
    public const string Query = "report-query";

    /// <summary>The query of a part only reads, and names tables, views, columns and functions that exist.</summary>
    public const string Sql = "report-sql";

    /// <summary>A part is shown in a way that is known.</summary>
    public const string Show = "report-show";

    /// <summary>The columns that a part names are columns of its query, and those with values hold numbers.</summary>
    public const string Column = "report-column";

    /// <summary>A number of rows is in its range.</summary>
    public const string Rows = "report-rows";

    /// <summary>A duration has the form of one, and is within its range.</summary>
    public const string Duration = Settings.SettingsRules.Duration;
}

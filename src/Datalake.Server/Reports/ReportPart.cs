namespace Datalake.Server.Reports;

/// <summary>A table, chart or number of a report.</summary>
/// <param name="Title">What its readers see above it.</param>
/// <param name="Sql">The query, which only reads; for a view all of its rows.</param>
public sealed record ReportPart(string Title, string Sql)
{
    /// <summary>The default of <see cref="Rows"/>.</summary>
    public const int DefaultRows = 500;

    /// <summary>The greatest value of <see cref="Rows"/>.</summary>
    public const int MaximumRows = 5000;

    /// <summary>What it says, in a sentence or two; null when the file does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The view whose rows are shown; null where the file has SQL.</summary>
    public string? View { get; init; }

    /// <summary>How the rows are shown.</summary>
    public ReportShow Show { get; init; } = ReportShow.Table;

    /// <summary>The column along the axis of a chart, or that names the pieces of a pie; null for the first column.</summary>
    public string? X { get; init; }

    /// <summary>The columns with the values of a chart, or of a number; empty for each column of numbers.</summary>
    public IReadOnlyList<string> Y { get; init; } = [];

    /// <summary>The column whose values are a line or a set of bars each; null for one for each column of <see cref="Y"/>.</summary>
    public string? Series { get; init; }

    /// <summary>What readers see in place of the names of columns.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many rows are shown at most, 1 to <see cref="MaximumRows"/>.</summary>
    public int Rows { get; init; } = DefaultRows;

    /// <summary>What readers see for a column: its label, else its name with spaces.</summary>
    /// <param name="column">The column's name.</param>
    public string LabelOf(string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        if (Labels.TryGetValue(column, out var label)) return label;
        var words = column.Replace('_', ' ').Trim();
        return words.Length == 0 ? column : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <summary>How the rows of a part are shown.</summary>
public enum ReportShow
{
    /// <summary>All columns and rows.</summary>
    Table,

    /// <summary>The values of the first row.</summary>
    Number,

    /// <summary>A line chart.</summary>
    Line,

    /// <summary>A bar chart.</summary>
    Bar,

    /// <summary>A pie chart.</summary>
    Pie,
}

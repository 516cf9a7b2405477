using System.Globalization;
using Datalake.Documents;
using Datalake.Server.Settings.Reading;

namespace Datalake.Server.Reports;

/// <summary>Reads a report and checks it as a whole: all problems are found at once, not only the first.</summary>
public static class ReportReader
{
    private const int LongestName = 64;

    private static readonly TimeSpan MinimumRefresh = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, ReportShow> Shows = Enum.GetValues<ReportShow>()
        .ToDictionary(show => show.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Reads a report. Whether its queries work, only <see cref="ReportCheck"/> says.</summary>
    /// <param name="utf8">JSON in UTF-8, where comments and trailing commas are allowed; a byte order mark is skipped.</param>
    /// <param name="source">The file it comes from, which gives it its name; the problems name it.</param>
    /// <returns>The report, or the problems.</returns>
    public static ReportResult Read(ReadOnlySpan<byte> utf8, string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var problems = new ProblemList(source);
        var name = Path.GetFileNameWithoutExtension(source);
        CheckName(name, problems);
        using var document = DocumentJson.Parse(utf8, problems);
        var report = document is null ? null : Read(new DocumentNode(document.RootElement, "$", problems), name, source);
        return new ReportResult(name, source, problems.Count > 0 ? null : report, problems.ToArray());
    }

    private static void CheckName(string name, ProblemList problems)
    {
        var isName = name.Length is > 0 and <= LongestName
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        if (isName) return;
        problems.Add(
            "$",
            ReportRules.Name,
            $"The file's name is the report's. It has 1 to {LongestName} lower-case letters, digits, '-' and '_', the first a letter or digit, but " +
            $"is '{Excerpt.Around(name, 0)}'. Rename the file.");
    }

    private static Report? Read(DocumentNode root, string name, string source)
    {
        if (root.AsObject(ReportProperties.OfReport) is not { } given) return null;
        _ = given.Optional(ReportProperties.Schema)?.AsString();
        var title = ReadText(given.Required(ReportProperties.Title));
        var description = ReadText(given.Optional(ReportProperties.Description));
        var refresh = given.Optional(ReportProperties.Refresh)?.AsDuration(MinimumRefresh, TimeSpan.FromDays(1));
        var parts = ReadParts(given.Required(ReportProperties.Parts));
        return new Report(name, source, title ?? name, parts) { Description = description, Refresh = refresh ?? Report.DefaultRefresh };
    }

    private static List<ReportPart> ReadParts(DocumentNode? node)
    {
        var parts = new List<ReportPart>();
        if (node?.AsArray() is not { } items) return parts;
        if (items.Count == 0) node.Report(DocumentRules.ListEmpty, "A report has at least one part. Add one.");
        foreach (var item in items)
        {
            if (item.AsObject(ReportProperties.OfPart) is { } part) parts.Add(ReadPart(item, part));
        }

        return parts;
    }

    private static ReportPart ReadPart(DocumentNode node, DocumentObject given)
    {
        var title = ReadText(given.Required(ReportProperties.Title));
        var view = given.Optional(ReportProperties.View)?.AsString();
        var sql = given.Optional(ReportProperties.Sql)?.AsString();
        if (given.Optional(ReportProperties.View) is null == given.Optional(ReportProperties.Sql) is null)
            node.Report(ReportRules.Query, "A part has either 'view', the name of a view or table, or 'sql', a query. Give one of them.");
        return new ReportPart(title ?? string.Empty, sql ?? $"SELECT * FROM {Quoted(view ?? string.Empty)}")
        {
            View = view,
            Description = ReadText(given.Optional(ReportProperties.Description)),
            Show = ReadShow(given.Optional(ReportProperties.Show)),
            X = given.Optional(ReportProperties.X)?.AsString(),
            Y = [.. given.Optional(ReportProperties.Y)?.AsTexts().Select(item => item.Text) ?? []],
            Series = given.Optional(ReportProperties.Series)?.AsString(),
            Labels = ReadLabels(given.Optional(ReportProperties.Labels)),
            Rows = ReadRows(given.Optional(ReportProperties.Rows)),
        };
    }

    // A name may have the database in front.
    private static string Quoted(string view) =>
        string.Join('.', view.Split('.').Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private static ReportShow ReadShow(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return ReportShow.Table;
        if (Shows.TryGetValue(text, out var show)) return show;
        node.Report(
            ReportRules.Show,
            $"A part is shown as one of {string.Join(", ", Shows.Keys)}, but is '{Excerpt.Around(text, 0)}'.{NearestName.Hint(text, Shows.Keys)}");
        return ReportShow.Table;
    }

    private static Dictionary<string, string> ReadLabels(DocumentNode? node)
    {
        var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, label) in node?.AsProperties() ?? [])
        {
            if (ReadText(label) is { } text) labels[column] = text;
        }

        return labels;
    }

    private static int ReadRows(DocumentNode? node)
    {
        if (node?.AsCount() is not { } rows) return ReportPart.DefaultRows;
        if (rows is >= 1 and <= ReportPart.MaximumRows) return rows;
        node.Report(
            ReportRules.Rows,
            string.Create(CultureInfo.InvariantCulture, $"Has to be a number of rows from 1 to {ReportPart.MaximumRows}, but is {rows}."));
        return ReportPart.DefaultRows;
    }

    private static string? ReadText(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!string.IsNullOrWhiteSpace(text)) return text;
        node.Report(ReportRules.Text, "People read this text, so it is not empty. Write what they look at.");
        return null;
    }
}

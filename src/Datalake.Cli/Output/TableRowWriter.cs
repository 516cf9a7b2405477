using System.Text;

namespace Datalake.Cli.Output;

/// <summary>
/// Aligned columns for people. The first rows say how wide the columns are, then rows are written as they come, so memory stays flat. Long
/// values are shortened and control characters made visible: what comes from outside must not speak to the terminal.
/// </summary>
internal sealed class TableRowWriter(TextWriter output) : RowWriter
{
    private const int RowsLookedAt = 500;
    private const int LongestText = 60;
    private const string Gap = "  ";

    private readonly List<(string Text, bool Right)[]> waiting = [];
    private string[] names = [];
    private int[] widths = [];
    private bool measured;

    public override void Begin(IReadOnlyList<string> columns)
    {
        names = [.. columns.Select(Shorten)];
        widths = [.. names.Select(Width)];
    }

    public override void Write(IReadOnlyList<object?> values)
    {
        var cells = new (string Text, bool Right)[names.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = (values[i] is { } value ? Shorten(ValueText.Of(value)) : string.Empty, ValueText.IsNumber(values[i]));
        if (measured)
        {
            WriteCells(cells);
            return;
        }

        waiting.Add(cells);
        if (waiting.Count == RowsLookedAt) Measure();
    }

    public override void Finish()
    {
        if (!measured) Measure();
    }

    private void Measure()
    {
        measured = true;
        foreach (var row in waiting)
        {
            for (var i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], Width(row[i].Text));
        }

        // A name stands over its numbers.
        WriteCells([.. names.Select((name, i) => (name, waiting.Exists(row => row[i].Right)))]);
        WriteCells([.. widths.Select(width => (new string('-', width), false))]);
        foreach (var row in waiting) WriteCells(row);
        waiting.Clear();
    }

    private void WriteCells((string Text, bool Right)[] cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) line.Append(Gap);
            var padding = Math.Max(0, widths[i] - Width(cells[i].Text));
            if (cells[i].Right) line.Append(' ', padding).Append(cells[i].Text);
            else line.Append(cells[i].Text).Append(' ', padding);
        }

        output.Write(line.ToString().TrimEnd());
        output.Write('\n');
    }

    private static int Width(string text) => text.EnumerateRunes().Count();

    private static string Shorten(string text)
    {
        var shown = new StringBuilder();
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++width > LongestText) return shown.Append('…').ToString();
            if (Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069) shown.Append(Visible(rune));
            else shown.Append(rune);
        }

        return shown.ToString();
    }

    private static string Visible(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\u{rune.Value:x4}",
    };
}

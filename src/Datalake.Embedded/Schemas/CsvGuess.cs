using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>How CSV is written, found from the beginning of a file.</summary>
/// <param name="Delimiter">The character between two fields.</param>
/// <param name="Encoding">The encoding as the contract names it; null for UTF-8, and where a byte order mark says it.</param>
/// <param name="DecimalComma">True when numbers have a decimal comma.</param>
/// <param name="NullWords">Words that stand for no value.</param>
/// <param name="Names">Names for the columns of a file without a header; null where there is one.</param>
public sealed partial record CsvGuess(
    char Delimiter, string? Encoding, bool DecimalComma, IReadOnlyList<string> NullWords, IReadOnlyList<string>? Names)
{
    private const int MaximumRows = 2000;

    private static readonly string[] Nulls = ["NULL", "null", "\\N", "NA", "N/A", "#N/A", "NaN", "nan", "None", "(null)"];

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="head">Its first bytes, decompressed.</param>
    internal static CsvGuess Of(ReadOnlySpan<byte> head)
    {
        var (text, encoding) = Decode(head);
        var delimiter = FindDelimiter(text);
        var rows = Rows(text, delimiter);
        var names = HasHeader(rows) ? null : Enumerable.Range(1, rows[0].Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"column_{i}")).ToArray();
        var columns = Columns(names is null ? rows.Skip(1) : rows);
        var words = Nulls.Where(word => columns.Any(column => column.Contains(word) && IsOtherwiseTyped(column))).ToArray();
        return new CsvGuess(delimiter, encoding, columns.Any(IsDecimalComma), words, names);
    }

    /// <summary>The format of arrivals that are written so.</summary>
    internal RawFormat Format(KeyTemplate keys) => new()
    {
        Keys = keys,
        Format = RawTextFormat.Csv,
        Csv = new CsvFormat
        {
            Delimiter = Delimiter,
            Encoding = Encoding switch
            {
                "latin1" => CsvEncoding.Latin1,
                "windows-1252" => CsvEncoding.Windows1252,
                "utf-16" => CsvEncoding.Utf16,
                _ => CsvEncoding.Utf8,
            },
            DecimalComma = DecimalComma,
            NullWords = NullWords,
            HasHeader = Names is null,
            Names = Names,
        },
    };

    private static (string Text, string? Encoding) Decode(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..]) return (System.Text.Encoding.Unicode.GetString(head[2..]), null);
        if (head is [0xFE, 0xFF, ..]) return (System.Text.Encoding.BigEndianUnicode.GetString(head[2..]), null);
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];

        // The head may end inside a character.
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut])) return (System.Text.Encoding.UTF8.GetString(head[..^cut]), null);
        }

        if (head.Length > 3 && head[1] == 0 && head[3] == 0) return (System.Text.Encoding.Unicode.GetString(head), "utf-16");

        // Windows-1252 has letters and signs where Latin-1 has control characters, which no one means.
        return (System.Text.Encoding.Latin1.GetString(head), head.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0 ? "windows-1252" : "latin1");
    }

    private static char FindDelimiter(string text)
    {
        var best = (Score: 0.0, Delimiter: ',');
        foreach (var delimiter in ",;\t|")
        {
            var rows = Rows(text, delimiter).Take(50).ToList();
            if (rows.Count == 0 || rows[0].Count < 2) continue;
            var width = rows[0].Count;
            var score = rows.Count(row => row.Count == width) / (double)rows.Count * 1000 + width;
            if (score > best.Score) best = (score, delimiter);
        }

        return best.Delimiter;
    }

    /// <summary>The rows of the text by RFC 4180; the last, which may be cut, only when it is the only one.</summary>
    private static List<List<string>> Rows(string text, char delimiter)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length && rows.Count < MaximumRows; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) quoted = true;
            else if (c == delimiter) EndField();
            else if (c == '\n') EndRow();
            else if (c != '\r') field.Append(c);
        }

        if (rows.Count == 0 || row.Count + 1 == rows[0].Count) EndRow();
        return rows;

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        void EndRow()
        {
            EndField();
            if (row is not [""]) rows.Add(row);
            row = [];
        }
    }

    /// <summary>A first row that has a number or a time in a field is data.</summary>
    private static bool HasHeader(List<List<string>> rows) =>
        rows.Count == 0 || !rows[0].Any(field => Number().IsMatch(field) || Time().IsMatch(field));

    private static List<HashSet<string>> Columns(IEnumerable<List<string>> rows)
    {
        var columns = new List<HashSet<string>>();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (columns.Count == i) columns.Add(new HashSet<string>(StringComparer.Ordinal));
                if (row[i].Length > 0) columns[i].Add(row[i]);
            }
        }

        return columns;
    }

    /// <summary>True when all but such words are numbers or times; in a column of texts NA may be a country.</summary>
    private static bool IsOtherwiseTyped(HashSet<string> column)
    {
        var others = column.Where(value => !Nulls.Contains(value)).ToList();
        return others.Count > 0 && others.TrueForAll(IsTyped);
    }

    private static bool IsTyped(string value) => Number().IsMatch(value) || CommaNumber().IsMatch(value) || Time().IsMatch(value);

    private static bool IsDecimalComma(HashSet<string> column)
    {
        var values = column.Where(value => !Nulls.Contains(value)).ToList();
        return values.Count > 0
            && values.TrueForAll(value => CommaNumber().IsMatch(value) || Whole().IsMatch(value))
            && values.Exists(value => CommaNumber().IsMatch(value));
    }

    [GeneratedRegex(@"^-?\d+(\.\d+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?\d+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?(\d{1,3}(\.\d{3})+|\d+),\d+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommaNumber();

    [GeneratedRegex(@"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}

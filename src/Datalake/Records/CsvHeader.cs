using System.Text;
using Datalake.Datasets;
using Datalake.Documents;
using Datalake.Json;

namespace Datalake.Records;

/// <summary>The columns of a CSV arrival.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(IReadOnlyList<byte[]> columns, int needed)
    {
        Columns = columns;
        Needed = needed;
    }

    /// <summary>The columns in their order: each name as a JSON key, with the colon behind it.</summary>
    public IReadOnlyList<byte[]> Columns { get; }

    /// <summary>Fields that a row has at least: it may end before the unnamed columns at the end.</summary>
    public int Needed { get; }

    /// <summary>
    /// Makes the columns of a header's names. An unnamed column is called <c>column_</c> and its number, from 1; a name that is there
    /// already gets <c>_2</c>, <c>_3</c> and so on, the first number that is free.
    /// </summary>
    public static CsvHeader Create(IReadOnlyList<string> names)
    {
        var free = new HashSet<string>(names, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<byte[]>();
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i].Length > 0 ? names[i] : Numbered("column_", i + 1);
            var unique = name;
            for (var number = 2; !used.Add(unique); number++)
            {
                unique = Numbered(name + "_", number);
                if (free.Contains(unique) || used.Contains(unique)) unique = name;
            }

            columns.Add(Member(unique));
        }

        var needed = names.Count;
        while (needed > 1 && names[needed - 1].Length == 0) needed--;
        return new CsvHeader(columns, needed);
    }

    /// <summary>The problem of a header that has none of the declared columns; null where it has one.</summary>
    public static RecordProblem? Check(IReadOnlyList<string> names, CsvFormat format)
    {
        var declared = format.Declared;
        if (declared.Count == 0 || names.Any(name => declared.Contains(name, StringComparer.OrdinalIgnoreCase))) return null;
        return new RecordProblem(
            RecordRules.MalformedCsv,
            $"None of the declared columns is in the header. The header is {Show(names)}; the contract declares {Show(declared)}. "
                + "If the fields are separated otherwise, set raw.csv.delimiter; if the file has no header, set raw.csv.header to its names; "
                + "if lines come before the header, set raw.csv.skipLines.",
            0);
    }

    private static string Numbered(string text, int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{text}{number}");

    private static string Show(IEnumerable<string> names)
    {
        var all = names.ToArray();
        var shown = string.Join(", ", all.Take(12).Select(name => $"'{Excerpt.Around(name, 0)}'"));
        return all.Length > 12 ? $"{shown}, … ({all.Length} in all)" : shown;
    }

    private static byte[] Member(string name)
    {
        using var member = new Utf8Output(name.Length + 8);
        JsonText.WriteString(member, Encoding.UTF8.GetBytes(name));
        member.WriteByte((byte)':');
        return member.WrittenSpan.ToArray();
    }
}

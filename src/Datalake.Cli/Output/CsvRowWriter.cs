using System.Buffers;

namespace Datalake.Cli.Output;

/// <summary>
/// RFC 4180: lines end in CR LF, a field with a comma, a quote or a line end stands between quotes. NULL is an empty field, an empty text
/// is <c>""</c>.
/// </summary>
internal sealed class CsvRowWriter(TextWriter output) : RowWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public override void Begin(IReadOnlyList<string> columns) => Write(columns);

    public override void Write(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) output.Write(',');
            if (values[i] is { } value) WriteField(ValueText.Of(value));
        }

        output.Write("\r\n");
    }

    public override void End()
    {
    }

    private void WriteField(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(Special))
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        output.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}

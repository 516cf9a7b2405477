using System.Buffers;

namespace Datalake.Embedded.Queries.Output;

/// <summary>
/// RFC 4180: lines end in CR LF, a field with a comma, a quote or a line end stands between quotes. NULL is an empty field, an empty text
/// is <c>""</c>.
/// </summary>
/// <param name="output">Takes the text.</param>
public sealed class CsvRowWriter(TextWriter output) : RowWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<string> columns) => Write(columns);

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) output.Write(',');
            if (values[i] is { } value) WriteField(ValueText.Of(value));
        }

        output.Write("\r\n");
    }

    /// <inheritdoc/>
    public override void Finish()
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

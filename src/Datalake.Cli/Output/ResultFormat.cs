namespace Datalake.Cli.Output;

/// <summary>How results are written.</summary>
internal enum ResultFormat
{
    /// <summary>Aligned columns for people; long values are shortened.</summary>
    Table,

    /// <summary>RFC 4180 with a header.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}

/// <summary>Writers of the formats.</summary>
internal static class ResultFormats
{
    /// <summary>A writer of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Takes the text.</param>
    public static RowWriter WriterTo(this ResultFormat format, TextWriter output) => format switch
    {
        ResultFormat.Table => new TableRowWriter(output),
        ResultFormat.Csv => new CsvRowWriter(output),
        ResultFormat.Json => new JsonRowWriter(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no writer of this format."),
    };
}

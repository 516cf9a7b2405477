namespace Datalake.Cli.Output;

/// <summary>Writes rows as they come. Call <see cref="Begin"/> once, <see cref="Write"/> for each row, <see cref="End"/> once.</summary>
internal abstract class RowWriter
{
    /// <summary>A writer of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Takes the text.</param>
    public static RowWriter Create(ResultFormat format, TextWriter output) => format switch
    {
        ResultFormat.Table => new TableRowWriter(output),
        ResultFormat.Csv => new CsvRowWriter(output),
        ResultFormat.Json => new JsonRowWriter(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no writer of this format."),
    };

    /// <summary>Begins a result.</summary>
    /// <param name="columns">The names of its columns.</param>
    public abstract void Begin(IReadOnlyList<string> columns);

    /// <summary>Writes a row.</summary>
    /// <param name="values">
    /// A value for each column: null, or of a type that <see cref="Datalake.Embedded.Queries.LakeRows.GetValue"/> gives.
    /// </param>
    public abstract void Write(IReadOnlyList<object?> values);

    /// <summary>Ends the result.</summary>
    public abstract void End();

    /// <summary>Writes a whole result.</summary>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="rows">Its rows.</param>
    public void WriteAll(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        Begin(columns);
        foreach (var row in rows) Write(row);
        End();
    }
}

namespace Datalake.Embedded.Queries.Output;

/// <summary>An array of objects, one a line.</summary>
/// <param name="output">Takes the text.</param>
public sealed class JsonRowWriter(TextWriter output) : RowWriter
{
    private JsonRowText? text;
    private bool any;

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<string> columns)
    {
        text = new JsonRowText(columns);
        output.Write('[');
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<object?> values)
    {
        output.Write(any ? ",\n" : "\n");
        output.Write(text!.Of(values));
        any = true;
    }

    /// <inheritdoc/>
    public override void Finish() => output.Write(any ? "\n]\n" : "]\n");
}

namespace Datalake.Cli.Output;

/// <summary>Writes the first rows and says how many more there are.</summary>
/// <param name="inner">Writes the rows.</param>
/// <param name="output">Takes the note.</param>
internal sealed class FirstRowsWriter(RowWriter inner, TextWriter output) : RowWriter
{
    private const int Shown = 12;

    private long count;

    public override void Begin(IReadOnlyList<string> columns) => inner.Begin(columns);

    public override void Write(IReadOnlyList<object?> values)
    {
        if (count++ < Shown) inner.Write(values);
    }

    public override void Finish()
    {
        inner.Finish();
        if (count > Shown) output.Write($"… and {Amount.Of(count - Shown)} more\n");
    }
}

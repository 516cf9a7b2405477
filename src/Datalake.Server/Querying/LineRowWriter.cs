using Datalake.Embedded.Queries.Output;

namespace Datalake.Server.Querying;

/// <summary>An object a line (NDJSON).</summary>
internal sealed class LineRowWriter(TextWriter output) : RowWriter
{
    private JsonRowText? text;

    public override void Begin(IReadOnlyList<string> columns) => text = new JsonRowText(columns);

    public override void Write(IReadOnlyList<object?> values)
    {
        output.Write(text!.Of(values));
        output.Write('\n');
    }

    public override void Finish()
    {
    }
}

namespace Datalake.Embedded.Queries.Output;

/// <summary>Writes rows as they come. Call <see cref="Begin"/> once, <see cref="Write"/> for each row, <see cref="Finish"/> once.</summary>
public abstract class RowWriter
{
    /// <summary>Begins a result.</summary>
    /// <param name="columns">The names of its columns.</param>
    public abstract void Begin(IReadOnlyList<string> columns);

    /// <summary>Writes a row.</summary>
    /// <param name="values">
    /// A value for each column: null, or of a type that <see cref="LakeRows.GetValue"/> gives.
    /// </param>
    public abstract void Write(IReadOnlyList<object?> values);

    /// <summary>Ends the result.</summary>
    public abstract void Finish();

    /// <summary>Writes a whole result.</summary>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="rows">Its rows.</param>
    public void WriteAll(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        Begin(columns);
        foreach (var row in rows) Write(row);
        Finish();
    }
}

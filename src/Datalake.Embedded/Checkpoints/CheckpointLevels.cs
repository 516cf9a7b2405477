using Parquet;
using Parquet.Schema;

namespace Datalake.Embedded.Checkpoints;

/// <summary>
/// The values of a column with their Parquet levels: the definition level says how many of the optional and repeated fields on the way to a
/// value are there, the repetition level is 0 for the first entry of a row and 1 for the next ones.
/// </summary>
/// <param name="field">The column.</param>
/// <param name="depth">How many structs are around it, all of which can be null.</param>
internal sealed class CheckpointLevels<T>(DataField field, int depth)
    where T : struct
{
    private readonly List<T> values = [];
    private readonly List<int> definitions = [];
    private readonly List<int> repetitions = [];

    public void AddMissing() => AddLevel(0);

    /// <summary>The struct is there, and the column in it null.</summary>
    public void AddNull() => AddLevel(depth);

    public void Add(T value)
    {
        values.Add(value);
        AddLevel(field.MaxDefinitionLevel);
    }

    public Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken) => group.WriteAllPartsAsync<T>(
        field,
        new ReadOnlyMemory<T>([.. values]),
        definitionValues: new ReadOnlyMemory<int>([.. definitions]),
        repetitionLevels: field.MaxRepetitionLevel > 0 ? new ReadOnlyMemory<int>([.. repetitions]) : null,
        cancellationToken);

    /// <summary>A list or map that has no entries.</summary>
    public void AddEmpty() => AddLevel(depth + 1);

    /// <summary>An entry of a list or map.</summary>
    public void AddEntry(T? value, bool isFirst)
    {
        if (value is { } present) values.Add(present);
        AddLevel(value is null ? field.MaxDefinitionLevel - 1 : field.MaxDefinitionLevel, isFirst ? 0 : 1);
    }

    private void AddLevel(int definition, int repetition = 0)
    {
        definitions.Add(definition);
        repetitions.Add(repetition);
    }
}

/// <summary>Columns of text.</summary>
internal static class CheckpointTexts
{
    public static void AddText(this CheckpointLevels<ReadOnlyMemory<char>> levels, string? text)
    {
        if (text is null) levels.AddNull();
        else levels.Add(text.AsMemory());
    }

    /// <summary>The entries of a list, or the keys or the values of a map.</summary>
    public static void AddEntries(this CheckpointLevels<ReadOnlyMemory<char>> levels, IReadOnlyList<string?>? entries)
    {
        if (entries is null)
        {
            levels.AddNull();
            return;
        }

        if (entries.Count == 0) levels.AddEmpty();
        for (var i = 0; i < entries.Count; i++) levels.AddEntry(entries[i]?.AsMemory(), isFirst: i == 0);
    }
}

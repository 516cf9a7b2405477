using Parquet.Schema;

namespace Datalake.Embedded.Checkpoints;

/// <summary>A column of a checkpoint as it is read: its values that are there, and the levels of all (see <see cref="CheckpointLevels{T}"/>).</summary>
/// <param name="field">The column.</param>
/// <param name="count">How many values it has, those that are not there included.</param>
internal sealed class CheckpointLeaf<T>(DataField field, int count)
    where T : struct
{
    private readonly int[]? definitions = field.MaxDefinitionLevel > 0 ? new int[count] : null;
    private readonly int[]? repetitions = field.MaxRepetitionLevel > 0 ? new int[count] : null;

    // An entry of a list or map that can be null has a level more than the entry's being there.
    private readonly int entryLevel = field.MaxDefinitionLevel - (field.IsNullable ? 1 : 0);

    public int Count => count;

    public T[] Values { get; } = new T[count];

    public Memory<int>? Definitions => definitions is null ? default(Memory<int>?) : definitions.AsMemory();

    public Memory<int>? Repetitions => repetitions is null ? default(Memory<int>?) : repetitions.AsMemory();

    public bool IsPresent(int index) => definitions is null || definitions[index] == field.MaxDefinitionLevel;

    public bool BeginsRow(int index) => repetitions is null || repetitions[index] == 0;

    /// <summary>Whether the row has the list or map, if only an empty one.</summary>
    public bool HasList(int index) => definitions is null || definitions[index] >= entryLevel - 1;
}

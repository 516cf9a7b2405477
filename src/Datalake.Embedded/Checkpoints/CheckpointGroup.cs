using Datalake.Tables.Delta;
using Parquet.Schema;

namespace Datalake.Embedded.Checkpoints;

/// <summary>A struct column of a checkpoint.</summary>
internal abstract class CheckpointGroup
{
    /// <summary>The struct.</summary>
    public abstract StructField Field { get; }

    /// <summary>Its columns, in order.</summary>
    public abstract IReadOnlyList<CheckpointColumn> Columns { get; }
}

/// <summary>The struct column of one kind of action.</summary>
/// <typeparam name="TAction">The kind of action.</typeparam>
/// <param name="name">The struct's name.</param>
/// <param name="depth">How many structs are around its fields, all of which can be null.</param>
internal sealed class CheckpointGroup<TAction>(string name, int depth = 1) : CheckpointGroup
    where TAction : TableAction
{
    private readonly List<Field> fields = [];
    private readonly List<CheckpointColumn> columns = [];

    public override StructField Field => new(name, [.. fields]);

    public override IReadOnlyList<CheckpointColumn> Columns => columns;

    public CheckpointGroup<TAction> Text(string field, Func<TAction, string?> value) =>
        Add(new DataField<string>(field, nullable: true), value, (levels, text) => levels.AddText(text));

    public CheckpointGroup<TAction> Number(string field, Func<TAction, long?> value) => AddValue(field, value);

    public CheckpointGroup<TAction> SmallNumber(string field, Func<TAction, int?> value) => AddValue(field, value);

    public CheckpointGroup<TAction> Flag(string field, Func<TAction, bool?> value) => AddValue(field, value);

    public CheckpointGroup<TAction> List(string field, Func<TAction, IReadOnlyList<string>?> value)
    {
        var element = new DataField<string>("element", nullable: true);
        fields.Add(new ListField(field, element));
        columns.Add(new CheckpointColumn<TAction, ReadOnlyMemory<char>>(
            element, depth, (action, levels) => levels.AddEntries(value(action))));
        return this;
    }

    public CheckpointGroup<TAction> Map<TValue>(string field, Func<TAction, IReadOnlyDictionary<string, TValue>?> value)
        where TValue : class?
    {
        var (key, text) = (new DataField<string>("key", nullable: false), new DataField<string>("value", nullable: true));
        fields.Add(new MapField(field, key, text));
        columns.Add(new CheckpointColumn<TAction, ReadOnlyMemory<char>>(
            key, depth, (action, levels) => levels.AddEntries(value(action)?.Keys.ToList())));
        columns.Add(new CheckpointColumn<TAction, ReadOnlyMemory<char>>(
            text, depth, (action, levels) => levels.AddEntries(value(action)?.Values.Select(entry => entry as string).ToList())));
        return this;
    }

    public CheckpointGroup<TAction> Group(string field, Action<CheckpointGroup<TAction>> fill)
    {
        var inner = new CheckpointGroup<TAction>(field, depth + 1);
        fill(inner);
        fields.Add(inner.Field);
        columns.AddRange(inner.Columns);
        return this;
    }

    private CheckpointGroup<TAction> AddValue<T>(string field, Func<TAction, T?> value)
        where T : struct
    {
        var leaf = new DataField<T>(field, nullable: true);
        fields.Add(leaf);
        columns.Add(new CheckpointColumn<TAction, T>(leaf, depth, (action, levels) =>
        {
            if (value(action) is { } present) levels.Add(present);
            else levels.AddNull();
        }));
        return this;
    }

    private CheckpointGroup<TAction> Add(
        DataField<string> leaf, Func<TAction, string?> value, Action<CheckpointLevels<ReadOnlyMemory<char>>, string?> add)
    {
        fields.Add(leaf);
        columns.Add(new CheckpointColumn<TAction, ReadOnlyMemory<char>>(leaf, depth, (action, levels) => add(levels, value(action))));
        return this;
    }
}

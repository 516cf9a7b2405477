using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a property takes that is a map; each value may be an output.</summary>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable
{
    private readonly OrderedDictionary<string, object?> items;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(new OrderedDictionary<string, object?>(StringComparer.Ordinal))
    {
    }

    private InputMap(OrderedDictionary<string, object?> items)
        : base(items)
    {
        this.items = items;
    }

    /// <summary>Sets a value.</summary>
    /// <param name="key">Its key.</param>
    public Input<TValue> this[string key]
    {
        set => items[key] = value;
    }

    /// <summary>Adds a value.</summary>
    /// <param name="key">Its key, new in this map.</param>
    /// <param name="value">The value.</param>
    public void Add(string key, Input<TValue> value) => items.Add(key, value);

    /// <summary>For the collection initializer only.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("An InputMap cannot be read.");

    /// <summary>A map of values known now.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values)
    {
        var map = new InputMap<TValue>();
        foreach (var (key, value) in values) map.Add(key, value);
        return map;
    }
}

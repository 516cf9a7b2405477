using System.Collections;
using Pulumi;

namespace Datalake.Infrastructure.Policies;

/// <summary>What the placeholders of a policy stand for. Fill it with a collection initializer.</summary>
internal sealed class Placeholders : IEnumerable
{
    private readonly Dictionary<string, (IReadOnlyList<Output<string>> Values, bool IsList)> values = new(StringComparer.Ordinal);

    /// <summary>None yet.</summary>
    public Placeholders()
    {
    }

    /// <summary>Those of others, to add more.</summary>
    /// <param name="others">The others.</param>
    public Placeholders(Placeholders others)
    {
        foreach (var (name, value) in others.values) values.Add(name, value);
    }

    /// <summary>The names, without brackets.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Adds a text known now.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The text.</param>
    public void Add(string name, string value) => Add(name, Output.Create(value));

    /// <summary>Adds a text known later.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The text.</param>
    public void Add(string name, Output<string> value) => values.Add(name, ([value], false));

    /// <summary>Adds several texts, for a placeholder in an array.</summary>
    /// <param name="name">The name.</param>
    /// <param name="several">The texts; at least one, since a statement without a resource is none.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public void Add(string name, IEnumerable<Output<string>> several)
    {
        var all = several.ToArray();
        if (all.Length == 0) throw new ArgumentException($"<<{name}>> stands for no value at all.", nameof(several));
        values.Add(name, (all, true));
    }

    /// <summary>True when the name stands for something.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => values.ContainsKey(name);

    /// <summary>True when the name stands for several texts.</summary>
    /// <param name="name">The name, one of <see cref="Names"/>.</param>
    public bool IsList(string name) => values[name].IsList;

    /// <summary>The text of a name that stands for one.</summary>
    /// <param name="name">The name, one of <see cref="Names"/>.</param>
    public Output<string> One(string name) => values[name].Values[0];

    /// <summary>The texts of a name.</summary>
    /// <param name="name">The name, one of <see cref="Names"/>.</param>
    public IReadOnlyList<Output<string>> All(string name) => values[name].Values;

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => values.Keys.GetEnumerator();
}

using System.Collections;

namespace DuckDB.NET.Data;

/// <summary>The parameters of a command, in order.</summary>
public class DuckDBParameterCollection : DbParameterCollection
{
    private readonly List<DuckDBParameter> parameters = [];

    /// <inheritdoc />
    public override int Count => parameters.Count;

    /// <inheritdoc />
    public override object SyncRoot => parameters;

    /// <summary>The parameter at a position, from 0.</summary>
    public new DuckDBParameter this[int index]
    {
        get => parameters[index];
        set => parameters[index] = value;
    }

    /// <summary>Adds a parameter and answers its position.</summary>
    public int Add(DuckDBParameter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        parameters.Add(value);
        return parameters.Count - 1;
    }

    /// <inheritdoc />
    /// <exception cref="InvalidCastException">It is not a <see cref="DuckDBParameter"/>.</exception>
    public override int Add(object value) => Add((DuckDBParameter)value);

    /// <summary>Adds parameters in their order.</summary>
    public void AddRange(IEnumerable<DuckDBParameter> values) => parameters.AddRange(values);

    /// <inheritdoc />
    public override void AddRange(Array values) => AddRange(values.Cast<DuckDBParameter>());

    /// <inheritdoc />
    public override void Clear() => parameters.Clear();

    /// <inheritdoc />
    public override bool Contains(object value) => IndexOf(value) >= 0;

    /// <inheritdoc />
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc />
    public override void CopyTo(Array array, int index) => ((ICollection)parameters).CopyTo(array, index);

    /// <inheritdoc />
    public override IEnumerator GetEnumerator() => parameters.GetEnumerator();

    /// <inheritdoc />
    public override int IndexOf(object value) => value is DuckDBParameter parameter ? parameters.IndexOf(parameter) : -1;

    /// <summary>The position of the parameter of that name, in any case of letters; -1 when there is none.</summary>
    public override int IndexOf(string parameterName) =>
        parameters.FindIndex(p => p.ParameterName.Equals(parameterName, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public override void Insert(int index, object value) => parameters.Insert(index, (DuckDBParameter)value);

    /// <inheritdoc />
    public override void Remove(object value) => parameters.Remove((DuckDBParameter)value);

    /// <inheritdoc />
    public override void RemoveAt(int index) => parameters.RemoveAt(index);

    /// <inheritdoc />
    public override void RemoveAt(string parameterName) => parameters.RemoveAt(Find(parameterName));

    /// <inheritdoc />
    protected override DbParameter GetParameter(int index) => parameters[index];

    /// <inheritdoc />
    protected override DbParameter GetParameter(string parameterName) => parameters[Find(parameterName)];

    /// <inheritdoc />
    protected override void SetParameter(int index, DbParameter value) => parameters[index] = (DuckDBParameter)value;

    /// <inheritdoc />
    protected override void SetParameter(string parameterName, DbParameter value) =>
        parameters[Find(parameterName)] = (DuckDBParameter)value;

    private int Find(string name) =>
        IndexOf(name) is var index and >= 0
            ? index
            : throw new ArgumentException($"There is no parameter named '{name}'.", nameof(name));
}

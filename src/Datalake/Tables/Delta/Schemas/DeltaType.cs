namespace Datalake.Tables.Delta.Schemas;

/// <summary>
/// A type of a column as a Delta table has it: everything that its schema says, so that nothing of it is lost when it changes.
/// </summary>
public abstract record DeltaType;

/// <summary>A type without parts.</summary>
/// <param name="Name">
/// As the protocol writes it: <c>string</c>, <c>long</c>, <c>integer</c>, <c>short</c>, <c>byte</c>, <c>float</c>, <c>double</c>,
/// <c>decimal(10,2)</c>, <c>boolean</c>, <c>binary</c>, <c>date</c>, <c>timestamp</c>, <c>void</c>.
/// </param>
public sealed record DeltaPrimitive(string Name) : DeltaType
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A list.</summary>
/// <param name="Element">The elements' type.</param>
/// <param name="ContainsNull">Whether elements can be null.</param>
public sealed record DeltaArray(DeltaType Element, bool ContainsNull) : DeltaType
{
    /// <inheritdoc/>
    public override string ToString() => $"array<{Element}>";
}

/// <summary>Values under keys.</summary>
/// <param name="Key">The keys' type.</param>
/// <param name="Value">The values' type.</param>
/// <param name="ValueContainsNull">Whether values can be null.</param>
public sealed record DeltaMap(DeltaType Key, DeltaType Value, bool ValueContainsNull) : DeltaType
{
    /// <inheritdoc/>
    public override string ToString() => $"map<{Key},{Value}>";
}

/// <summary>Named fields: a struct, or the schema of a table.</summary>
/// <param name="Fields">The fields in order.</param>
public sealed record DeltaStruct(IReadOnlyList<DeltaField> Fields) : DeltaType
{
    /// <summary>Finds a field; names are compared without regard to case, as the protocol says.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null when there is none.</returns>
    public DeltaField? Find(string name) =>
        Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public bool Equals(DeltaStruct? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"struct<{string.Join(',', Fields.Select(field => $"{field.Name}:{field.Type}"))}>";
}

/// <summary>A column, or a field of a struct.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Nullable">Whether it can be null.</param>
public sealed record DeltaField(string Name, DeltaType Type, bool Nullable = true)
{
    /// <summary>Metadata of the field: a JSON object as the log has it.</summary>
    public string Metadata { get; init; } = "{}";
}

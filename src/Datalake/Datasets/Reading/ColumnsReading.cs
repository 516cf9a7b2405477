namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>columns</c>.</summary>
internal static class ColumnsReading
{
    public static ColumnSet? Read(ContractNode? node)
    {
        if (node?.AsProperties() is not { } properties) return null;
        if (properties.Count == 0)
            node.Report(ContractRules.ListEmpty, "A dataset has at least one column; declare those of 'identity' and 'changedAt'.");

        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var valid = new List<Column>();
        foreach (var (key, value) in properties)
        {
            if (ColumnKey.Check(key) is var (rule, message)) value.Report(rule, message);
            var name = key.ToLowerInvariant();
            if (!keys.TryAdd(name, key))
                value.Report(
                    ContractRules.ColumnCollision,
                    $"'{key}' and '{keys[name]}' are both the column '{name}', since names in tables are lower-case. Keep one of them.");
            else if (ReadType(value) is { } type)
                valid.Add(new Column(key, type));
        }

        return new ColumnSet(valid, keys.Values);
    }

    private static HiveType? ReadType(ContractNode node)
    {
        if (node.AsString() is not { } text) return null;
        if (!HiveType.TryParse(text, out var type, out var problem)) node.Report(ContractRules.ColumnType, problem);
        return type;
    }
}

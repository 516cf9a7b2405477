namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>columns</c>.</summary>
internal static class ColumnsReading
{
    private const int LongestName = 255;

    // DuckDB: "Using file_row_number option on file with column named file_row_number is not supported".
    private const string RowNumber = "file_row_number";

    private static readonly HashSet<string> PartitionColumns = new(StringComparer.Ordinal)
    {
        "year", "month", "day", "ingestion", "ingestion_year", "ingestion_month", "ingestion_day", "ingestion_hour",
    };

    public static ColumnSet? Read(ContractNode? node)
    {
        if (node?.AsProperties() is not { } properties) return null;
        if (properties.Count == 0)
            node.Report(ContractRules.ListEmpty, "A dataset has at least one column; declare those of 'identity' and 'changedAt'.");

        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var valid = new List<Column>();
        foreach (var (key, value) in properties)
        {
            CheckName(key, value);
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

    private static void CheckName(string key, ContractNode node)
    {
        var name = key.ToLowerInvariant();
        if (key.Length is 0 or > LongestName || key.Any(c => char.IsControl(c) || c is ',' or ';' or '`'))
            node.Report(
                ContractRules.ColumnName,
                $"A column's name is 1 to {LongestName} characters, none of them a comma, a semicolon, " +
                $"a back-tick or a control character, but is '{Excerpt.Around(key, 0)}'.");
        else if (key[0] == '_')
            node.Report(
                ContractRules.ColumnReserved,
                $"Names that begin with '_' are the lake's own (_source, _digest, _rescued, …), so '{key}' cannot be declared. " +
                "Leave it out; its value is kept in _rescued.");
        else if (name == RowNumber)
            node.Report(
                ContractRules.ColumnReserved,
                $"'{name}' is what the embedded engine calls a row's position in a file, so '{key}' cannot be declared. Leave it out; its value is kept in _rescued.");
        else if (PartitionColumns.Contains(name))
            node.Report(
                ContractRules.ColumnReserved,
                $"'{name}' is a partition column of the lake's tables, so '{key}' cannot be declared. Leave it out; " +
                "its value is kept in _rescued.");
    }

    private static HiveType? ReadType(ContractNode node)
    {
        if (node.AsString() is not { } text) return null;
        if (!HiveType.TryParse(text, out var type, out var problem)) node.Report(ContractRules.ColumnType, problem);
        return type;
    }
}

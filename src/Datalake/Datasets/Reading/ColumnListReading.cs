namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>identity</c> and <c>changedAt</c>: lists of declared columns.</summary>
internal static class ColumnListReading
{
    public static IReadOnlyList<Column>? ReadIdentity(ContractNode? node, ColumnSet? columns) => Read(
        node,
        columns,
        "Name the column that names one entity, e.g. an order's id.",
        ContractRules.IdentityType,
        "An identity column is of a scalar type, so that two of them can be compared",
        column => column.Type.IsScalar);

    public static IReadOnlyList<Column>? ReadChangedAt(ContractNode? node, ColumnSet? columns) => Read(
        node,
        columns,
        "Name the columns that say when a record changed, most wanted first.",
        ContractRules.ChangedAtType,
        "A changedAt column is of type timestamp or date, since tables are partitioned by it",
        column => column.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp or PrimitiveKind.Date });

    private static List<Column>? Read(
        ContractNode? node, ColumnSet? columns, string whenEmpty, string typeRule, string typeReason, Func<Column, bool> fits)
    {
        if (node?.AsArray() is not { } items) return null;
        if (items.Count == 0) node.Report(ContractRules.ListEmpty, $"The list is empty. {whenEmpty}");

        var found = new List<Column>();
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (item.AsString() is not { } key) continue;
            if (!keys.Add(key)) item.Report(ContractRules.ColumnRepeated, $"'{key}' stands in the list already. Take it out.");
            else if (columns is null) continue;
            else if (!columns.Declares(key))
                item.Report(
                    ContractRules.ColumnUndeclared,
                    $"'{key}' is not declared in 'columns'. Declare it, or name another.{NearestName.Hint(key, columns.Keys)}");
            else if (columns.Find(key) is not { } column) continue;
            else if (!fits(column))
                item.Report(typeRule, $"{typeReason}, but '{key}' is {column.Type}. Declare it otherwise, or name another.");
            else found.Add(column);
        }

        return found;
    }
}

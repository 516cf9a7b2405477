namespace Datalake.Datasets.Reading;

/// <summary>What the structure and protect rules are checked against.</summary>
internal sealed record RuleScope(DeclaredFields Fields, IReadOnlyList<Column> Identity, IReadOnlyList<Column> ChangedAt, bool Stringified)
{
    private const int MostShown = 5;

    /// <summary>Reports a rule that always takes declared fields away.</summary>
    public void CheckRemoval(FieldPath path, ContractNode node, string rule)
    {
        var taken = Fields.Find(path, always: true).Where(field => !field.IsMapEntry).ToArray();
        if (taken.Length == 0) return;
        var more = taken.Length > MostShown ? $" and {taken.Length - MostShown} more" : "";
        var shown = string.Join(", ", taken.Take(MostShown).Select(Described)) + more;
        node.Report(rule, $"'{path}' always takes away what 'columns' declares: {shown}. Narrow the path, or do not declare the field.");
    }

    public static bool IsOneOf(DeclaredField field, IReadOnlyList<Column> columns) =>
        columns.Any(column => string.Equals(column.Key, field.ColumnKey, StringComparison.OrdinalIgnoreCase));

    private string Described(DeclaredField field) =>
        field.IsColumn && IsOneOf(field, Identity) ? $"'{field}' (identity)"
        : field.IsColumn && IsOneOf(field, ChangedAt) ? $"'{field}' (changedAt)"
        : $"'{field}'";
}

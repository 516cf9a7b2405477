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
        var shown = string.Join(", ", taken.Take(MostShown).Select(Described)) + (taken.Length > MostShown ? $" and {taken.Length - MostShown} more" : "");
        node.Report(rule, $"'{path}' always takes away what 'columns' declares: {shown}. Narrow the path, or do not declare the field.");
    }

    /// <summary>Reports a rule that leads into a column whose text is never decoded, so the rule would never apply there.</summary>
    public void CheckReach(FieldPath path, ContractNode node)
    {
        if (!Stringified || path.AnyDepth || path.Steps is [{ Elements: false }]) return;
        var first = new FieldPath(path.Steps[0].Key, anyDepth: false, [path.Steps[0] with { Elements = false }]);
        foreach (var column in Fields.Find(first, always: true).Where(field => field.Type is PrimitiveType { Kind: PrimitiveKind.String }))
        {
            node.Report(
                ContractRules.PathIntoText,
                $"'{path}' leads into '{column}', which is declared string: a stringified value of a string column stays the text it is, so the rule would never apply. Declare '{column}' as a struct, map or array.");
        }
    }

    public static bool IsOneOf(DeclaredField field, IReadOnlyList<Column> columns) =>
        columns.Any(column => string.Equals(column.Key, field.ColumnKey, StringComparison.OrdinalIgnoreCase));

    private string Described(DeclaredField field) =>
        field.IsColumn && IsOneOf(field, Identity) ? $"'{field}' (identity)"
        : field.IsColumn && IsOneOf(field, ChangedAt) ? $"'{field}' (changedAt)"
        : $"'{field}'";
}

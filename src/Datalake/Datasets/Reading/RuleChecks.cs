using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Checks the structure and protect rules against the columns and against each other.</summary>
/// <param name="fields">What the columns declare.</param>
/// <param name="identity">The identity columns.</param>
/// <param name="changedAt">The change date columns.</param>
/// <param name="stringified">True when values arrive as strings that hold JSON.</param>
internal sealed class RuleChecks(DeclaredFields fields, IReadOnlyList<Column> identity, IReadOnlyList<Column> changedAt, bool stringified)
{
    private const int MaximumShown = 5;

    public void CheckStructure(IReadOnlyList<Placed<StructureRule>> rules)
    {
        // Drop, entries and fill all take the place of the value; a rename or copy goes with each.
        var paths = new HashSet<(FieldPath, string?)>();
        foreach (var (rule, node) in rules)
        {
            var kind = rule switch { RenameRule => ContractProperties.Rename, CopyRule copy => $"copy {copy.To.ToUpperInvariant()}", _ => null };
            if (!paths.Add((rule.Path, kind)))
                node.Report(ContractRules.StructureRepeated, $"A rule for '{rule.Path}' is there already. Keep one of them.");
            CheckShape(rule.Path, node);
            if (rule is DropRule) CheckRemoval(rule.Path, node, ContractRules.StructureRemovesColumn);
            else if (rule is EntriesRule) CheckEntriesType(rule.Path, node);
        }
    }

    public void CheckProtect(IReadOnlyList<Placed<ProtectRule>> rules)
    {
        var paths = new HashSet<FieldPath>();
        foreach (var (rule, node) in rules)
        {
            if (!paths.Add(rule.Path))
                node.Report(ContractRules.ProtectRepeated, $"A rule for '{rule.Path}' is there already. Keep one of them.");
            CheckShape(rule.Path, node);
            if (rule.With == ProtectionKind.Remove) CheckRemoval(rule.Path, node, ContractRules.ProtectRemovesColumn);

            // A path for any depth finds a map's entry only by chance; a path that names the map speaks of its entries.
            foreach (var field in fields.Find(rule.Path, always: rule.Path.AnyDepth)) CheckProtected(rule, field, node);
        }
    }

    private void CheckEntriesType(FieldPath path, DocumentNode node)
    {
        foreach (var field in fields.Find(path, always: false))
        {
            if (field.Type is ArrayType or PrimitiveType { Kind: PrimitiveKind.String }) continue;
            node.Report(
                ContractRules.StructureEntriesType,
                $"'entries' makes an array of objects, but '{field}' is declared {Excerpt.Around(field.Type.ToString(), 0)}, " +
                "which no array fits. Declare it as array<struct<…>>, or take the rule out.");
        }
    }

    private void CheckProtected(ProtectRule rule, DeclaredField field, DocumentNode node)
    {
        if (IsOneOf(field, changedAt))
        {
            if (rule.With == ProtectionKind.Remove) return;
            node.Report(
                ContractRules.ProtectChangedAt,
                $"'{field}' is in 'changedAt': tables are partitioned by it, so it has to stay readable. " +
                "Take it out of the path, or of 'changedAt'.");
        }
        else if (IsOneOf(field, identity) && rule.With == ProtectionKind.Mask)
        {
            node.Report(
                ContractRules.ProtectIdentity,
                $"'{field}' is in 'identity': 'mask' makes different values equal, so one entity would pass for another. " +
                "Use 'hmac' or 'encrypt', or take it out of the path.");
        }
        else if (rule.With != ProtectionKind.Remove && field.Type is not PrimitiveType { Kind: PrimitiveKind.String })
        {
            node.Report(
                ContractRules.ProtectType,
                $"A protected value is text, but '{field}' is declared {Excerpt.Around(field.Type.ToString(), 0)}. " +
                $"Declare it string{(field.Type is ArrayType ? ", or protect its elements with '[]'" : "")}, or narrow the path.");
        }
    }

    /// <summary>Reports a rule that always takes declared fields away.</summary>
    private void CheckRemoval(FieldPath path, DocumentNode node, string rule)
    {
        var taken = fields.Find(path, always: true).Where(field => !field.IsMapEntry && !field.HasOtherSource).ToArray();
        if (taken.Length == 0) return;
        var more = taken.Length > MaximumShown ? $" and {taken.Length - MaximumShown} more" : "";
        var shown = string.Join(", ", taken.Take(MaximumShown).Select(Described)) + more;
        node.Report(rule, $"'{path}' always removes what 'columns' declares: {shown}. Narrow the path, or do not declare the field.");
    }

    /// <summary>
    /// Finds paths that the declared types contradict: such a rule would never apply, which for a protect rule means that the clear value
    /// stays. A path for any depth contradicts nothing.
    /// </summary>
    private void CheckShape(FieldPath path, DocumentNode node)
    {
        if (path.AnyDepth) return;
        for (var i = 0; i < path.Steps.Count && !path.Steps[i].IsPattern; i++)
        {
            var isLast = i == path.Steps.Count - 1;
            var way = new FieldPath(path.Text, anyDepth: false, [.. path.Steps.Take(i), path.Steps[i] with { Elements = false }]);
            foreach (var field in fields.Find(way, always: false).Where(field => !field.IsMadeByEntries))
            {
                if (IsText(field.Type)) CheckText(path, field, isLast && !path.Steps[i].Elements, node);
                else CheckStep(path, field, path.Steps[i], isLast, node);
            }
        }
    }

    private void CheckText(FieldPath path, DeclaredField field, bool endsHere, DocumentNode node)
    {
        if (endsHere || !stringified || field.Column is null) return;
        node.Report(
            ContractRules.PathIntoText,
            $"'{path}' leads into '{field}', which is declared string: a stringified value of a string column stays the text it is, " +
            $"so the rule would never apply. Declare '{field}' as a struct, map or array.");
    }

    private static void CheckStep(FieldPath path, DeclaredField field, FieldPathStep step, bool isLast, DocumentNode node)
    {
        var declared = $"'{field}' is declared {Excerpt.Around(field.Type.ToString(), 0)}";
        if (step.Elements && field.Type is not ArrayType)
            node.Report(
                ContractRules.PathShape,
                $"'{path}' steps into the elements of '{field}', but {declared}. Take '[]' out, or declare an array.");
        else if (!isLast && !step.Elements && field.Type is ArrayType)
            node.Report(
                ContractRules.PathShape,
                $"'{path}' looks for a key in '{field}', but {declared}. Write '{field}[]' to step into its elements.");
        else if (!isLast && !HoldsKeys(step.Elements ? ((ArrayType)field.Type).Element : field.Type))
            node.Report(
                ContractRules.PathShape,
                $"'{path}' looks for a key where there is none: {declared}. Shorten the path, or declare a struct or map.");
    }

    /// <summary>A string may hold any JSON, so it is given the benefit of the doubt.</summary>
    private static bool HoldsKeys(HiveType type) => type is StructType or MapType || IsText(type);

    private static bool IsText(HiveType type) => type is PrimitiveType { Kind: PrimitiveKind.String };

    private static bool IsOneOf(DeclaredField field, IReadOnlyList<Column> columns) =>
        field.Column is { } key && columns.Any(column => string.Equals(column.Key, key, StringComparison.OrdinalIgnoreCase));

    private string Described(DeclaredField field) =>
        IsOneOf(field, identity) ? $"'{field}' (identity)"
        : IsOneOf(field, changedAt) ? $"'{field}' (changedAt)"
        : $"'{field}'";
}

namespace Datalake.Datasets.Reading;

/// <summary>Checks protect rules against the columns and against each other.</summary>
internal static class ProtectChecks
{
    public static void Check(IReadOnlyList<Placed<ProtectRule>> rules, RuleScope scope)
    {
        var paths = new HashSet<FieldPath>();
        foreach (var (rule, node) in rules)
        {
            if (!paths.Add(rule.Path))
                node.Report(ContractRules.ProtectRepeated, $"A rule for '{rule.Path}' is there already. Keep one of them.");
            PathShapeChecks.Check(rule.Path, node, scope);
            if (rule.With == ProtectionKind.Remove) scope.CheckRemoval(rule.Path, node, ContractRules.ProtectRemovesColumn);

            // A path for any depth finds a map's entry only by chance; a path that names the map speaks of its entries.
            foreach (var field in scope.Fields.Find(rule.Path, always: rule.Path.AnyDepth)) CheckField(rule, field, node, scope);
        }
    }

    private static void CheckField(ProtectRule rule, DeclaredField field, ContractNode node, RuleScope scope)
    {
        if (field.IsColumn && RuleScope.IsOneOf(field, scope.ChangedAt))
        {
            if (rule.With == ProtectionKind.Remove) return;
            node.Report(
                ContractRules.ProtectChangedAt,
                $"'{field}' is in 'changedAt': tables are partitioned by it, so it has to stay readable. " +
                "Take it out of the path, or of 'changedAt'.");
        }
        else if (field.IsColumn && RuleScope.IsOneOf(field, scope.Identity) && rule.With == ProtectionKind.Mask)
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
}

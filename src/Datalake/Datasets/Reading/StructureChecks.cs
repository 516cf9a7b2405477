namespace Datalake.Datasets.Reading;

/// <summary>Checks structure rules against the columns and against each other.</summary>
internal static class StructureChecks
{
    public static void Check(IReadOnlyList<Placed<StructureRule>> rules, RuleScope scope)
    {
        var paths = new HashSet<FieldPath>();
        foreach (var (rule, node) in rules)
        {
            if (!paths.Add(rule.Path))
                node.Report(ContractRules.StructureRepeated, $"A rule for '{rule.Path}' is there already. Keep one of them.");
            PathShapeChecks.Check(rule.Path, node, scope);
            if (rule is DropRule) scope.CheckRemoval(rule.Path, node, ContractRules.StructureRemovesColumn);
            else CheckEntriesType(rule.Path, node, scope);
        }
    }

    private static void CheckEntriesType(FieldPath path, ContractNode node, RuleScope scope)
    {
        foreach (var field in scope.Fields.Find(path, always: false))
        {
            if (field.Type is ArrayType or PrimitiveType { Kind: PrimitiveKind.String }) continue;
            node.Report(
                ContractRules.StructureEntriesType,
                $"'entries' makes an array of objects, but '{field}' is declared {Excerpt.Around(field.Type.ToString(), 0)}, " +
                "which no array fits. Declare it as array<struct<…>>, or take the rule out.");
        }
    }
}

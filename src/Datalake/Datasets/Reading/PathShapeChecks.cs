namespace Datalake.Datasets.Reading;

/// <summary>
/// Finds paths that the declared types contradict: such a rule would never apply, which for a protect rule means that the clear value stays.
/// A path for any depth contradicts nothing.
/// </summary>
internal static class PathShapeChecks
{
    public static void Check(FieldPath path, ContractNode node, RuleScope scope)
    {
        if (path.AnyDepth) return;
        for (var i = 0; i < path.Steps.Count && !path.Steps[i].IsPattern; i++)
        {
            var isLast = i == path.Steps.Count - 1;
            var way = new FieldPath(path.Text, anyDepth: false, [.. path.Steps.Take(i), path.Steps[i] with { Elements = false }]);
            foreach (var field in scope.Fields.Find(way, always: false).Where(field => !field.IsMadeByEntries))
            {
                if (IsText(field.Type)) CheckText(path, field, isLast && !path.Steps[i].Elements, node, scope);
                else CheckStep(path, field, path.Steps[i], isLast, node);
            }
        }
    }

    private static void CheckText(FieldPath path, DeclaredField field, bool endsHere, ContractNode node, RuleScope scope)
    {
        if (endsHere || !scope.Stringified || !field.IsColumn) return;
        node.Report(
            ContractRules.PathIntoText,
            $"'{path}' leads into '{field}', which is declared string: a stringified value of a string column stays the text it is, " +
            $"so the rule would never apply. Declare '{field}' as a struct, map or array.");
    }

    private static void CheckStep(FieldPath path, DeclaredField field, FieldPathStep step, bool isLast, ContractNode node)
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
}

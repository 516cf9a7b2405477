namespace Datalake.Datasets.Reading;

/// <summary>Reads a property that holds a <see cref="FieldPath"/>.</summary>
internal static class PathReading
{
    public static FieldPath? Read(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!FieldPath.TryParse(text, out var path, out var problem)) node.Report(ContractRules.FieldPath, problem);
        return path;
    }
}

using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>
/// Adds to a contract what arrives beside it, and widens what does not fit. What fits stays as it is declared: whoever wrote the contract may
/// know more than the records show.
/// </summary>
internal sealed class ContractMerge
{
    private readonly DatasetContract dataset;
    private readonly HashSet<string> misfits;

    private ContractMerge(DatasetContract dataset, IEnumerable<SchemaFinding> findings)
    {
        this.dataset = dataset;
        misfits = findings.Where(finding => finding.Kind == SchemaFindingKind.Misfit).Select(finding => finding.Path)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The columns that take all that arrives.</summary>
    /// <param name="dataset">The contract as it is.</param>
    /// <param name="inferred">The columns that the records give.</param>
    /// <param name="findings">Where the two differ.</param>
    public static IReadOnlyList<Column> Columns(
        DatasetContract dataset, IReadOnlyList<Column> inferred, IReadOnlyList<SchemaFinding> findings)
    {
        var merge = new ContractMerge(dataset, findings);
        return [.. dataset.Columns.Select(column => merge.Merge(column, inferred)), .. inferred.Where(merge.IsNew)];
    }

    private bool IsNew(Column column) => !dataset.Columns.Any(declared => declared.Name == column.Name);

    private Column Merge(Column declared, IReadOnlyList<Column> inferred)
    {
        if (inferred.FirstOrDefault(column => column.Name == declared.Name) is not { } found) return declared;
        if (misfits.Contains(declared.Key)) return found with { Key = declared.Key };
        return declared with { Type = Merge(declared.Key, declared.Type, found.Type) };
    }

    private HiveType Merge(string path, HiveType declared, HiveType found)
    {
        if (misfits.Contains(path)) return found;
        return (declared, found) switch
        {
            (ArrayType array, ArrayType arrives) => new ArrayType(Merge(path + "[]", array.Element, arrives.Element)),
            (MapType map, MapType arrives) => map with { Value = Merge(path + ".*", map.Value, arrives.Value) },
            (StructType fields, StructType arrives) => new StructType(
            [
                .. fields.Fields.Select(field => Merge(path, field, arrives)),
                .. arrives.Fields.Where(field => !fields.Fields.Any(one => one.Name == field.Name)),
            ]),
            _ => declared,
        };
    }

    private StructField Merge(string path, StructField field, StructType arrives) =>
        arrives.Fields.FirstOrDefault(one => one.Name == field.Name) is { } found
            ? field with { Type = Merge($"{path}.{field.Key}", field.Type, found.Type) }
            : field;
}

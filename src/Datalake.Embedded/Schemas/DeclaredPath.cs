using System.Text;
using System.Text.RegularExpressions;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Finds what the contract declares at the place of a rescued value, such as <c>Items[3].price</c>.</summary>
internal static partial class DeclaredPath
{
    /// <summary>Looks a place up.</summary>
    /// <returns>
    /// The place with <c>[]</c> for indexes and <c>*</c> for keys of maps, and the type declared there; null when there is none.
    /// </returns>
    public static (string Path, HiveType? Type) Find(DatasetContract dataset, string place)
    {
        var general = Index().Replace(place, "[]");
        if (!FieldPath.TryParse(general, out var path, out _)) return (general, null);
        var text = new StringBuilder();
        HiveType? type = new StructType([.. dataset.Columns.Select(column => new StructField(column.Key, column.Type))]);
        foreach (var step in path.Steps)
        {
            var isMap = type is MapType;
            if (text.Length > 0) text.Append('.');
            text.Append(isMap ? "*" : step.Key);
            type = type switch
            {
                MapType map => map.Value,
                StructType structure => structure
                    .Fields.FirstOrDefault(field => string.Equals(field.Name, step.Key, StringComparison.OrdinalIgnoreCase))
                    ?.Type,
                _ => null,
            };
            if (!step.Elements) continue;
            text.Append("[]");
            type = (type as ArrayType)?.Element;
        }

        return (text.ToString(), type);
    }

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Index();
}

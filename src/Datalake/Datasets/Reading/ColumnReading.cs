using System.Text.Json;
using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>columns</c>, and the lists of columns <c>identity</c> and <c>changedAt</c>.</summary>
internal static class ColumnReading
{
    public static ColumnSet? ReadColumns(DocumentNode? node)
    {
        if (node?.AsProperties() is not { } properties) return null;
        if (properties.Count == 0)
            node.Report(ContractRules.ListEmpty, "A dataset has at least one column; declare those of 'identity' and 'changedAt'.");

        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var valid = new List<Column>();
        foreach (var (key, value) in properties)
        {
            if (ColumnKey.Check(key) is var (rule, message)) value.Report(rule, message);
            var name = key.ToLowerInvariant();
            if (!keys.TryAdd(name, key))
                value.Report(
                    ContractRules.ColumnCollision,
                    $"'{key}' and '{keys[name]}' are both the column '{name}', since names in tables are lower-case. Keep one of them.");
            else if (ReadColumn(key, value) is { } column)
                valid.Add(column);
        }

        return new ColumnSet(valid, keys.Values);
    }

    public static IReadOnlyList<Column>? ReadIdentity(DocumentNode? node, ColumnSet? columns) => ReadList(
        node,
        columns,
        "Name the column that names one entity, e.g. an order's id.",
        ContractRules.IdentityType,
        "An identity column is of a scalar type without rounding (not float or double), so that two of them can be compared",
        column => column.Type.IsScalar && column.Type is not PrimitiveType { Kind: PrimitiveKind.Float or PrimitiveKind.Double });

    public static IReadOnlyList<Column>? ReadChangedAt(DocumentNode? node, ColumnSet? columns) => ReadList(
        node,
        columns,
        "Name the columns that say when a record changed, most wanted first.",
        ContractRules.ChangedAtType,
        "A changedAt column is of type timestamp or date, since tables are partitioned by it",
        column => column.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp or PrimitiveKind.Date });

    private static Column? ReadColumn(string key, DocumentNode node)
    {
        if (node.Element.ValueKind is not JsonValueKind.Object) return ReadType(node) is { } plain ? new Column(key, plain) : null;
        if (node.AsObject(ContractProperties.OfColumn) is not { } column) return null;
        var type = column.Required(ContractProperties.Type) is { } typeNode ? ReadType(typeNode) : null;
        var format = column.Optional(ContractProperties.Format);
        var zone = column.Optional(ContractProperties.Zone);
        if (type is null) return null;
        if (type is not PrimitiveType { Kind: PrimitiveKind.Timestamp or PrimitiveKind.Date })
        {
            foreach (var (name, given) in new[] { (ContractProperties.Format, format), (ContractProperties.Zone, zone) })
            {
                given?.Report(
                    ContractRules.ColumnFormat,
                    $"Only a timestamp or a date has a '{name}', but '{key}' is {Excerpt.Around(type.ToString(), 0)}. Take it out.");
            }

            return new Column(key, type);
        }

        return new Column(key, type) { Time = TimeReading.Read(format, zone) };
    }

    private static HiveType? ReadType(DocumentNode node)
    {
        if (node.AsString() is not { } text) return null;
        if (!HiveType.TryParse(text, out var type, out var problem)) node.Report(ContractRules.ColumnType, problem);
        else if (BadFieldOf(type) is { } name)
        {
            node.Report(
                ContractRules.ColumnName,
                $"A struct's field has no space, control character or one of ,;{{}}()= in its name, which no Delta table takes, but one is "
                + $"'{Excerpt.Around(name, 0)}'. Give it another by a rule 'rename', or declare a map<string,…>.");
        }

        return type;
    }

    private static string? BadFieldOf(HiveType type) => type switch
    {
        ArrayType array => BadFieldOf(array.Element),
        MapType map => BadFieldOf(map.Value),
        StructType row => row.Fields.Select(field => ColumnKey.IsFieldName(field.Key) ? BadFieldOf(field.Type) : field.Key)
            .FirstOrDefault(name => name is not null),
        _ => null,
    };

    private static List<Column>? ReadList(
        DocumentNode? node, ColumnSet? columns, string whenEmpty, string typeRule, string typeReason, Func<Column, bool> fits)
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

/// <summary>The columns a contract declares.</summary>
/// <param name="Valid">Those without a problem, in order.</param>
/// <param name="Keys">The keys of all, so that a column with a wrong type is not also reported as undeclared.</param>
internal sealed record ColumnSet(IReadOnlyList<Column> Valid, IReadOnlyCollection<string> Keys)
{
    public Column? Find(string key) => Valid.FirstOrDefault(column => string.Equals(column.Key, key, StringComparison.OrdinalIgnoreCase));

    public bool Declares(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);
}

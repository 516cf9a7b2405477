using System.Globalization;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>A value of a leaf, or what stands where none is, with its levels.</summary>
internal sealed record LeafEntry(int Repetition, int Definition, string? Value);

/// <summary>A plain model of how records are taken apart into leaves, and of what a value is as text.</summary>
internal static class ColumnModel
{
    /// <summary>The entries of each leaf.</summary>
    public static List<List<LeafEntry>> Of(IReadOnlyList<TableColumn> columns, IEnumerable<byte[]> records)
    {
        var leaves = columns.SelectMany(column => Enumerable.Range(0, Leaves(column.Type))).Select(_ => new List<LeafEntry>()).ToList();
        foreach (var record in records)
        {
            using var document = JsonDocument.Parse(record);
            var first = 0;
            foreach (var column in columns)
            {
                Add(Member(document.RootElement, column.Name), column.Type, 0, 0, 0, leaves[first..(first + Leaves(column.Type))]);
                first += Leaves(column.Type);
            }
        }

        return leaves;
    }

    /// <summary>A whole value as text: every reader's value can be brought into this form.</summary>
    public static string Text(JsonElement? value, HiveType type) => value is not { } there ? "null" : type switch
    {
        StructType structure => $"{{{string.Join(',', structure.Fields.Select(field => $"{field.Name}:{Text(Member(there, field.Name), field.Type)}"))}}}",
        ArrayType array => $"[{string.Join(',', there.EnumerateArray().Select(element => Text(OrNull(element), array.Element)))}]",
        MapType map => $"<{string.Join(',', there.EnumerateObject().Select(entry => $"{entry.Name}:{Text(OrNull(entry.Value), map.Value)}"))}>",
        _ => Scalar(there, type),
    };

    /// <summary>A member of an object; null when it is not there or null.</summary>
    public static JsonElement? Member(JsonElement record, string name) => record.TryGetProperty(name, out var value) ? OrNull(value) : null;

    /// <summary>A decimal without zeros at its end.</summary>
    public static string Decimal(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;

    private static JsonElement? OrNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

    private static int Leaves(HiveType type) => type switch
    {
        StructType structure => structure.Fields.Sum(field => Leaves(field.Type)),
        ArrayType array => Leaves(array.Element),
        MapType map => 1 + Leaves(map.Value),
        _ => 1,
    };

    private static string Scalar(JsonElement value, HiveType type) => type switch
    {
        DecimalType => Decimal(value.GetString()!),
        PrimitiveType { Kind: PrimitiveKind.Float } => float.Parse(value.GetRawText(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        PrimitiveType { Kind: PrimitiveKind.Double } => double.Parse(value.GetRawText(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
    };

    private static void Add(
        JsonElement? value, HiveType type, int repetition, int definition, int repeated, List<List<LeafEntry>> leaves)
    {
        if (value is not { } there)
        {
            foreach (var leaf in leaves) leaf.Add(new LeafEntry(repetition, definition, null));
            return;
        }

        var present = definition + 1;
        switch (type)
        {
            case StructType structure:
                var first = 0;
                foreach (var field in structure.Fields)
                {
                    var own = leaves[first..(first += Leaves(field.Type))];
                    Add(Member(there, field.Name), field.Type, repetition, present, repeated, own);
                }

                break;
            case ArrayType array:
                if (there.GetArrayLength() == 0) Add(null, type, repetition, present, repeated, leaves);
                foreach (var element in there.EnumerateArray())
                {
                    Add(OrNull(element), array.Element, repetition, present + 1, repeated + 1, leaves);
                    repetition = repeated + 1;
                }

                break;
            case MapType map:
                if (!there.EnumerateObject().Any()) Add(null, type, repetition, present, repeated, leaves);
                foreach (var entry in there.EnumerateObject())
                {
                    leaves[0].Add(new LeafEntry(repetition, present + 1, entry.Name));
                    Add(OrNull(entry.Value), map.Value, repetition, present + 1, repeated + 1, leaves[1..]);
                    repetition = repeated + 1;
                }

                break;
            default:
                leaves[0].Add(new LeafEntry(repetition, present, Scalar(there, type)));
                break;
        }
    }
}

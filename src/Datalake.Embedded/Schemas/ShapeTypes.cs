using Datalake.Conforming;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>
/// The Hive type that holds what was seen: the narrowest that takes every value without losing a digit, or most where no type takes all.
/// </summary>
internal static class ShapeTypes
{
    // An object is a map when its keys are data: many of them, few in any one object.
    private const int ManyKeys = 20;
    private const int Sparse = 5;

    private static readonly HashSet<string> FreeNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "metadata", "properties", "attributes", "labels", "extra", "extras", "params", "custom_fields", "customFields", "dimensions", "headers",
    };

    private static readonly PrimitiveType Text = new(PrimitiveKind.String);

    /// <summary>The type of a place inside a column, or of one that has no formats of its own.</summary>
    /// <param name="shape">What was seen.</param>
    /// <param name="name">The key of the place.</param>
    public static HiveType Of(ValueShape shape, string name) => Of(shape, name, HiveType.MaxDepth);

    /// <summary>The column of a key, with the formats of its times.</summary>
    public static Column Column(string key, ValueShape shape) => TimeGuess.Of(key, shape) is { } time
        ? new Column(key, new PrimitiveType(time.IsDate ? PrimitiveKind.Date : PrimitiveKind.Timestamp)) { Time = time.Format }
        : new Column(key, Of(shape, key, HiveType.MaxDepth));

    /// <summary>True when objects seen here have data for keys.</summary>
    /// <param name="shape">What was seen.</param>
    /// <param name="name">The key that the objects are under: some say that what follows is the sender's free choice.</param>
    public static bool IsMap(ValueShape shape, string name = "")
    {
        if (shape.Objects == 0) return false;
        var isFree = FreeNames.Contains(name) || !shape.Fields.Keys.All(ColumnKey.IsFieldName);
        if (isFree && shape.Fields.Values.All(field => field.Arrays + field.Objects == 0)) return true;
        if (shape.Overflowed || shape.Fields.Count == 0 || !shape.Fields.Keys.Any(IsFieldName)) return true;
        if (shape.Fields.Count < ManyKeys || shape.Keys * Sparse > shape.Fields.Count * shape.Objects) return false;

        // Of one kind all over: a struct with many optional fields has scalars beside objects.
        var scalars = shape.Fields.Values.Count(field => field.Scalars > 0);
        var nested = shape.Fields.Values.Count(field => field.Arrays + field.Objects > 0);
        return scalars == 0 || nested == 0;
    }

    /// <summary>Everything seen under the keys of a map.</summary>
    public static ValueShape ValuesOf(ValueShape shape)
    {
        var values = new ValueShape();
        foreach (var field in shape.Fields.Values) values.Merge(field);
        if (shape.Beyond is not null) values.Merge(shape.Beyond);
        return values;
    }

    private static HiveType Of(ValueShape shape, string name, int depth)
    {
        if (shape.Present == 0) return Text;
        if (shape.Scalars >= shape.Arrays + shape.Objects || depth == 0) return OfScalars(shape, name);
        if (shape.Arrays >= shape.Objects) return new ArrayType(shape.Element is null ? Text : Of(shape.Element, name, depth - 1));
        if (IsMap(shape, name)) return new MapType(Text, Of(ValuesOf(shape), name, depth - 1));
        var fields = shape
            .Fields.Where(field => ColumnKey.IsFieldName(field.Key))
            .Select(field => new StructField(field.Key, Of(field.Value, field.Key, depth - 1)))
            .ToArray();
        return fields.Length == 0 ? new MapType(Text, Text) : new StructType(fields);
    }

    private static HiveType OfScalars(ValueShape shape, string name)
    {
        var all = shape.Scalars;
        if (all == 0) return Text;
        if (shape.Booleans == all) return new PrimitiveType(PrimitiveKind.Boolean);
        if (shape.Numbers.Count == all) return shape.Numbers.Type(name) ?? Text;
        if (shape.Dates == all) return new PrimitiveType(PrimitiveKind.Date);
        return shape.Dates + shape.Timestamps == all ? new PrimitiveType(PrimitiveKind.Timestamp) : Text;
    }

    private static bool IsFieldName(string key) => key.Length > 0 && (char.IsLetter(key[0]) || key[0] is '_' or '$' or '@');
}

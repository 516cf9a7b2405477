using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Datasets;

/// <summary>Random types: all of them, and those whose field names need no back-ticks.</summary>
internal static class HiveTypeGenerator
{
    public static Gen<HiveType> Types { get; } = Gen.Choose(0, 4).SelectMany(depth => OfDepth(depth, "aZ9_-$@ .:<>`,é/\"*"));

    public static Gen<HiveType> PlainTypes { get; } = Gen.Choose(0, 4).SelectMany(depth => OfDepth(depth, "aZ9_-$@"));

    private static Gen<HiveType> Scalars { get; } = Gen.OneOf(
        Gen.Elements(Enum.GetValues<PrimitiveKind>()).Select(HiveType (kind) => new PrimitiveType(kind)),
        Gen.Choose(1, 38).SelectMany(precision => Gen.Choose(0, precision).Select(HiveType (scale) => new DecimalType(precision, scale))));

    private static Gen<HiveType> OfDepth(int depth, string letters)
    {
        if (depth == 0) return Scalars;
        var inner = Gen.Choose(0, depth - 1).SelectMany(less => OfDepth(less, letters));
        var field = Gen.Elements(letters.ToCharArray()).NonEmptyListOf()
            .SelectMany(key => inner.Select(type => new StructField(string.Concat(key.Take(12)), type)));
        return Gen.OneOf(
            inner.Select(HiveType (element) => new ArrayType(element)),
            inner.Select(HiveType (value) => new MapType(new PrimitiveType(PrimitiveKind.String), value)),
            field.ListOf(3).Select(HiveType (fields) => new StructType(fields.DistinctBy(f => f.Name, StringComparer.Ordinal).ToArray())));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace DuckDB.NET.Data.Reader;

/// <summary>Whole numbers may be asked for as any type of number that holds them; fractions only as a type at least as fine.</summary>
internal static class NumberConversion
{
    /// <returns>False when numbers of that type are not to be had as <paramref name="asked"/>.</returns>
    /// <exception cref="InvalidCastException">They are, but this one is out of its range.</exception>
    internal static bool TryConvert<T>(T number, Type asked, string columnName, [NotNullWhen(true)] out object? converted)
        where T : INumber<T>
    {
        var target = Nullable.GetUnderlyingType(asked) ?? asked;
        try
        {
            converted = IsWhole(typeof(T)) ? FromWhole(number, target) : FromFraction(number, target);
            return converted is not null;
        }
        catch (OverflowException e)
        {
            throw new InvalidCastException($"The value {number} in column '{columnName}' is out of the range of {target}.", e);
        }
    }

    private static bool IsWhole(Type type) => type != typeof(float) && type != typeof(double) && type != typeof(decimal);

    private static object? FromWhole<T>(T number, Type target)
        where T : INumber<T> => Type.GetTypeCode(target) switch
        {
            TypeCode.SByte => sbyte.CreateChecked(number),
            TypeCode.Byte => byte.CreateChecked(number),
            TypeCode.Int16 => short.CreateChecked(number),
            TypeCode.UInt16 => ushort.CreateChecked(number),
            TypeCode.Int32 => int.CreateChecked(number),
            TypeCode.UInt32 => uint.CreateChecked(number),
            TypeCode.Int64 => long.CreateChecked(number),
            TypeCode.UInt64 => ulong.CreateChecked(number),
            TypeCode.Single => float.CreateChecked(number),
            TypeCode.Double => double.CreateChecked(number),
            TypeCode.Decimal => decimal.CreateChecked(number),
            _ => target == typeof(BigInteger) ? BigInteger.CreateChecked(number) : null,
        };

    private static object? FromFraction<T>(T number, Type target)
        where T : INumber<T> => (Type.GetTypeCode(typeof(T)), Type.GetTypeCode(target)) switch
        {
            (TypeCode.Single, TypeCode.Double) => double.CreateChecked(number),
            (TypeCode.Decimal, TypeCode.Double) => double.CreateChecked(number),
            (TypeCode.Decimal, TypeCode.Single) => float.CreateChecked(number),
            _ => null,
        };
}

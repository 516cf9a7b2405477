using System.Collections;

namespace DuckDB.NET.Tests;

/// <summary>Writes a value with its type, so that a table of texts can say what a reader is expected to answer.</summary>
internal static class Show
{
    public static string Value(object? value) => value switch
    {
        null => "null",
        DBNull => "NULL",
        string text => $"'{text.Replace("\0", "\\0", StringComparison.Ordinal)}'",
        bool flag => flag ? "true" : "false",
        Stream stream => $"Stream {Convert.ToHexString(BytesOf(stream))}",
        IDictionary map => $"{Type(map.GetType())} {{{string.Join(", ", map.Keys.Cast<object>().Select(k => $"{Value(k)}: {Value(map[k])}"))}}}",
        IEnumerable list => $"{Type(value.GetType())} [{string.Join(", ", list.Cast<object?>().Select(Value))}]",
        DateOnly date => $"{date:yyyy-MM-dd}",
        TimeOnly time => $"{time:HH:mm:ss.fffffff}",
        DateTime moment => $"{moment:yyyy-MM-ddTHH:mm:ss.fffffffK}",
        DateTimeOffset moment => $"{moment:yyyy-MM-ddTHH:mm:ss.fffffffzzz}",
        DuckDBTimestamp stamp => stamp.IsInfinity ? $"{stamp.Date}" : $"{stamp.Date} {stamp.Time}",
        DuckDBTimeTz time => $"{time.Time} offset {time.Offset} s",
        DuckDBHugeInt number => $"{number.ToBigInteger()}",
        DuckDBUHugeInt number => $"{number.ToBigInteger()}",
        DuckDBInterval interval => $"{interval.Months} months {interval.Days} days {(long)interval.Micros} us",
        _ => $"{value}",
    };

    public static string Type(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return $"{Type(inner)}?";
        if (type == typeof(Dictionary<string, object?>)) return "Struct";
        return type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Type))}>" : type.Name;
    }

    private static byte[] BytesOf(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

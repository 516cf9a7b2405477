using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>What a value in MongoDB's extended JSON is.</summary>
internal enum ExtendedType
{
    /// <summary>A number of any width, as <c>{"$numberLong":"5"}</c>.</summary>
    Number,

    /// <summary>A timestamp: <c>{"$date":"2026-11-20T09:00:00Z"}</c>, or milliseconds since 1970.</summary>
    Date,

    /// <summary>An identifier: <c>{"$oid":"…"}</c>, <c>{"$uuid":"…"}</c>.</summary>
    Id,
}

/// <summary>
/// Reads values of MongoDB's extended JSON, version 2, canonical and relaxed (MongoDB manual, "MongoDB Extended JSON (v2)").
/// </summary>
internal static class ExtendedJson
{
    /// <summary>Reads the object that begins at the cursor.</summary>
    /// <param name="cursor">Stands behind the object afterwards; anywhere inside when it is none of them.</param>
    /// <param name="type">What it is.</param>
    /// <param name="value">
    /// The text of a number; a timestamp's string with its quotes or its milliseconds; an identifier's string with its quotes.
    /// </param>
    public static bool TryRead(ref JsonCursor cursor, out ExtendedType type, out ReadOnlySpan<byte> value)
    {
        type = default;
        value = default;
        if (!Open(ref cursor, out var key)) return false;
        var start = cursor.Position;
        if (key.SequenceEqual("$date"u8))
        {
            type = ExtendedType.Date;
            if (cursor.Current == (byte)'{')
            {
                if (!TryRead(ref cursor, out var inner, out value) || inner != ExtendedType.Number) return false;
                return Close(ref cursor);
            }

            if (!cursor.ReadScalar()) return false;
            value = cursor.Slice(start, cursor.Position);
            return value[0] is not ((byte)'t' or (byte)'f' or (byte)'n') && !value.Contains((byte)'\\') && Close(ref cursor);
        }

        if (key.SequenceEqual("$oid"u8) || key.SequenceEqual("$uuid"u8)) type = ExtendedType.Id;
        else if (key.StartsWith("$number"u8) && IsNumberKey(key["$number".Length..])) type = ExtendedType.Number;
        else return false;

        if (!cursor.ReadString(out var from, out var to, out var escaped) || escaped) return false;
        value = type == ExtendedType.Id ? cursor.Slice(start, cursor.Position) : cursor.Slice(from, to);
        return Close(ref cursor);
    }

    private static bool IsNumberKey(ReadOnlySpan<byte> rest) =>
        rest.SequenceEqual("Int"u8) || rest.SequenceEqual("Long"u8) || rest.SequenceEqual("Double"u8) || rest.SequenceEqual("Decimal"u8);

    private static bool Open(ref JsonCursor cursor, out ReadOnlySpan<byte> key)
    {
        key = default;
        cursor.Position++;
        cursor.SkipWhiteSpace();
        if (!cursor.ReadString(out var start, out var end, out _)) return false;
        key = cursor.Slice(start, end);
        cursor.SkipWhiteSpace();
        if (!cursor.Expect((byte)':')) return false;
        cursor.SkipWhiteSpace();
        return true;
    }

    private static bool Close(ref JsonCursor cursor)
    {
        cursor.SkipWhiteSpace();
        return cursor.Expect((byte)'}');
    }
}

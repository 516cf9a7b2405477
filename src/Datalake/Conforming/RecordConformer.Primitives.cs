using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Conforming;

/// <content>Values without parts.</content>
public sealed partial class RecordConformer
{
    // The timestamp written last, for the change date.
    private long microseconds;

    private Fit WritePrimitive(ref JsonCursor cursor, PrimitiveKind kind, Utf8Output output)
    {
        var first = cursor.Current;
        if (first is (byte)'{' or (byte)'[') return Fit.Misfit;
        var start = cursor.Position;
        switch (kind)
        {
            case PrimitiveKind.String:
                if (first == (byte)'"')
                {
                    if (!cursor.ReadString(out _, out _, out _)) return Fit.Fault;
                    output.Write(cursor.Slice(start, cursor.Position));
                    return Fit.Written;
                }

                // A number or a truth value has exactly one text, so nothing is lost in a string.
                if (!cursor.ReadScalar()) return Fit.Fault;
                output.WriteByte((byte)'"');
                output.Write(cursor.Slice(start, cursor.Position));
                output.WriteByte((byte)'"');
                return Fit.Written;

            case PrimitiveKind.Boolean:
                return WriteBoolean(ref cursor, output);

            case PrimitiveKind.Date or PrimitiveKind.Timestamp:
                if (first != (byte)'"') return cursor.ReadScalar() ? Fit.Misfit : Fit.Fault;
                return ReadText(ref cursor, out var timestamp) ? WriteTime(timestamp, kind, output) : Fit.Fault;

            default:
                return ReadNumber(ref cursor, out var number, out var integral) ? WriteNumber(number, integral, kind, output) : Fit.Fault;
        }
    }

    private Fit WriteBoolean(ref JsonCursor cursor, Utf8Output output)
    {
        if (cursor.Current is not ((byte)'"' or (byte)'t' or (byte)'f')) return cursor.ReadScalar() ? Fit.Misfit : Fit.Fault;
        var start = cursor.Position;
        ReadOnlySpan<byte> value;
        if (cursor.Current == (byte)'"')
        {
            if (!ReadText(ref cursor, out value)) return Fit.Fault;
        }
        else
        {
            if (!cursor.ReadLiteral()) return Fit.Fault;
            value = cursor.Slice(start, cursor.Position);
        }

        var truth = value.SequenceEqual("true"u8) || value.SequenceEqual("True"u8);
        if (!truth && !value.SequenceEqual("false"u8) && !value.SequenceEqual("False"u8)) return Fit.Misfit;
        output.Write(truth ? "true"u8 : "false"u8);
        return Fit.Written;
    }

    private Fit WriteTime(ReadOnlySpan<byte> value, PrimitiveKind kind, Utf8Output output)
    {
        if (kind == PrimitiveKind.Date)
        {
            if (!IsoTime.TryParseDate(value, out var days)) return Fit.Misfit;
            microseconds = days * 86_400_000_000L;
            output.WriteByte((byte)'"');
            IsoTime.WriteDate(days, output);
        }
        else
        {
            if (!IsoTime.TryParseTimestamp(value, out microseconds)) return Fit.Misfit;
            output.WriteByte((byte)'"');
            IsoTime.WriteTimestamp(microseconds, output);
        }

        output.WriteByte((byte)'"');
        return Fit.Written;
    }

    private static Fit WriteNumber(ReadOnlySpan<byte> number, bool integral, PrimitiveKind kind, Utf8Output output)
    {
        if (number.IsEmpty) return Fit.Misfit;
        if (kind is PrimitiveKind.Double or PrimitiveKind.Float)
        {
            if (kind == PrimitiveKind.Double ? !NumberText.IsDouble(number) : !NumberText.IsFloat(number)) return Fit.Misfit;
            output.Write(number);
            return Fit.Written;
        }

        if (!NumberText.TryInteger(number, integral, out var value)) return Fit.Misfit;
        var fits = kind switch
        {
            PrimitiveKind.TinyInt => value is >= sbyte.MinValue and <= sbyte.MaxValue,
            PrimitiveKind.SmallInt => value is >= short.MinValue and <= short.MaxValue,
            PrimitiveKind.Int => value is >= int.MinValue and <= int.MaxValue,
            PrimitiveKind.BigInt => true,
            _ => throw new InvalidOperationException($"Columns of kind {kind} cannot be conformed as numbers."),
        };
        if (!fits) return Fit.Misfit;

        // Without point and exponent a whole number has one text in JSON, and zero two.
        if (integral && value != 0) output.Write(number);
        else WriteInteger(value, output);
        return Fit.Written;
    }

    private static void WriteInteger(long value, Utf8Output output)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        output.Write(digits[..written]);
    }

    private Fit WriteDecimal(ref JsonCursor cursor, DecimalType type, Utf8Output output)
    {
        if (cursor.Current is (byte)'{' or (byte)'[') return Fit.Misfit;
        if (!ReadNumber(ref cursor, out var number, out _)) return Fit.Fault;
        if (number.IsEmpty) return Fit.Misfit;

        // As a string: engines read a JSON number with a point through a double, which would round it.
        var mark = output.Length;
        output.WriteByte((byte)'"');
        if (!NumberText.TryWriteDecimal(number, type.Precision, type.Scale, output))
        {
            output.Length = mark;
            return Fit.Misfit;
        }

        output.WriteByte((byte)'"');
        return Fit.Written;
    }

    /// <summary>
    /// Reads a scalar that may be a number or a string that is one; <paramref name="number"/> is empty when it is neither.
    /// </summary>
    private bool ReadNumber(scoped ref JsonCursor cursor, out ReadOnlySpan<byte> number, out bool integral)
    {
        number = default;
        integral = false;
        var start = cursor.Position;
        if (cursor.Current == (byte)'"')
        {
            if (!ReadText(ref cursor, out var content)) return false;
            if (NumberText.IsNumber(content, out integral)) number = content;
            return true;
        }

        if (cursor.Current is (byte)'t' or (byte)'f') return cursor.ReadLiteral();
        if (!cursor.ReadNumber(out integral)) return false;
        number = cursor.Slice(start, cursor.Position);
        return true;
    }

    /// <summary>Reads a string; <paramref name="content"/> is its content with escapes resolved, valid until the next call.</summary>
    private bool ReadText(scoped ref JsonCursor cursor, out ReadOnlySpan<byte> content)
    {
        content = default;
        var start = cursor.Position;
        if (!cursor.ReadString(out var from, out var to, out var escaped)) return false;
        if (!escaped)
        {
            content = cursor.Slice(from, to);
            return true;
        }

        cursor.Position = start;
        text.Clear();
        text.Trim(KeptRescueBytes);
        if (!cursor.DecodeString(text)) return false;
        content = text.WrittenSpan;
        return true;
    }
}

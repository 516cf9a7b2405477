using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Conforming;

/// <content>Values without parts.</content>
public sealed partial class RecordConformer
{
    // The timestamp written last, for the change date.
    private long microseconds;

    private Fit WriteScalar(ref JsonCursor cursor, ConformNode node, Utf8Output output)
    {
        var first = cursor.Current;
        if (first is (byte)'{' or (byte)'[') return Fit.Misfit;
        var start = cursor.Position;
        switch (node.Kind)
        {
            case null:
                return ReadNumber(ref cursor, node, out var exact, out _) ? WriteDecimal(exact, (DecimalType)node.Type, output) : Fit.Fault;

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
                if (first == (byte)'"') return ReadText(ref cursor, out var timestamp) ? WriteTime(timestamp, false, node, output) : Fit.Fault;
                if (!cursor.ReadScalar()) return Fit.Fault;
                if (first is (byte)'t' or (byte)'f') return Fit.Misfit;
                return WriteTime(cursor.Slice(start, cursor.Position), true, node, output);

            case { } kind:
                return ReadNumber(ref cursor, node, out var number, out var integral)
                    ? WriteNumber(number, integral, kind, output)
                    : Fit.Fault;
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

    private Fit WriteTime(ReadOnlySpan<byte> value, bool isNumber, ConformNode node, Utf8Output output) =>
        TimeReader.TryRead(node.Time, value, isNumber, node.Kind == PrimitiveKind.Date, out microseconds)
            ? WriteTime(node.Kind == PrimitiveKind.Date, output)
            : Fit.Misfit;

    private Fit WriteTime(bool isDate, Utf8Output output)
    {
        output.WriteByte((byte)'"');
        if (isDate) IsoTime.WriteDate((int)(microseconds / 86_400_000_000L), output);
        else IsoTime.WriteTimestamp(microseconds, output);
        output.WriteByte((byte)'"');
        return Fit.Written;
    }

    /// <summary>Writes a value in MongoDB's extended JSON: an object of one key that names a type, as <c>{"$numberLong":"5"}</c>.</summary>
    private Fit WriteExtended(ref JsonCursor cursor, ConformNode node, Utf8Output output)
    {
        if (!ExtendedJson.TryRead(ref cursor, out var type, out var value)) return Fit.Misfit;
        switch (node.Kind)
        {
            case PrimitiveKind.String when type == ExtendedType.Id:
                output.Write(value);
                return Fit.Written;
            case PrimitiveKind.Date or PrimitiveKind.Timestamp when type == ExtendedType.Date:
                var isDate = node.Kind == PrimitiveKind.Date;
                var reads = value[0] == (byte)'"'
                    ? TimeReader.TryRead(TimeFormat.Default, value[1..^1], false, isDate, out microseconds)
                    : TimeReader.TryRead(TimeFormat.Milliseconds, value, true, isDate, out microseconds);
                return reads ? WriteTime(isDate, output) : Fit.Misfit;
            case not (PrimitiveKind.String or PrimitiveKind.Boolean or PrimitiveKind.Date or PrimitiveKind.Timestamp)
                when type == ExtendedType.Number && NumberText.IsNumber(value, out var integral):
                return node.Kind is { } kind
                    ? WriteNumber(value, integral, kind, output)
                    : WriteDecimal(value, (DecimalType)node.Type, output);
            default:
                return Fit.Misfit;
        }
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

    private static Fit WriteDecimal(ReadOnlySpan<byte> number, DecimalType type, Utf8Output output)
    {
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
    private bool ReadNumber(scoped ref JsonCursor cursor, ConformNode node, out ReadOnlySpan<byte> number, out bool integral)
    {
        number = default;
        integral = false;
        var start = cursor.Position;
        if (cursor.Current == (byte)'"')
        {
            if (!ReadText(ref cursor, out var content)) return false;
            if (node.DecimalComma)
            {
                plainNumber.Clear();
                if (!DecimalComma.TryWrite(content, plainNumber)) return true;
                content = plainNumber.WrittenSpan;
            }

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

using System.Runtime.CompilerServices;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Conforming;

/// <content>Structs, arrays and maps.</content>
public sealed partial class RecordConformer
{
    private Fit WriteValue(ref JsonCursor cursor, ConformNode node, Utf8Output output, int depth)
    {
        var first = cursor.Current;
        var start = cursor.Position;
        if (first == (byte)'"' && node.Kind == PrimitiveKind.String)
        {
            if (!cursor.CopyString(output)) return Fit.Fault;
            digest = ValueDigest.OfString(cursor.Slice(start, cursor.Position));
            return Fit.Written;
        }

        if (first == (byte)'n') return cursor.ReadLiteral() ? Fit.Null : Fit.Fault;
        switch (node.Type)
        {
            case StructType: return first == (byte)'{' ? WriteStruct(ref cursor, node, output, depth) : Fit.Misfit;
            case ArrayType: return first == (byte)'[' ? WriteArray(ref cursor, node.Element!, output, depth) : Fit.Misfit;
            case MapType: return first == (byte)'{' ? WriteMap(ref cursor, node.Element!, output, depth) : Fit.Misfit;
        }

        var fit = first == (byte)'{' ? WriteExtended(ref cursor, node, output) : WriteScalar(ref cursor, node, output);
        if (fit == Fit.Written) digest = ValueDigest.Of(cursor.Slice(start, cursor.Position));
        return fit;
    }

    private Fit WriteStruct(ref JsonCursor cursor, ConformNode node, Utf8Output output, int depth)
    {
        if (depth <= 0)
        {
            cursor.Fail(JsonFault.TooDeep);
            return Fit.Fault;
        }

        output.WriteByte((byte)'{');
        var open = output.Length;
        var opening = ++openings;
        UInt128 members = 0;
        var entry = node.Keys!.Start;
        int keyStart;
        if (!TakeFollower(ref cursor, (byte)'{', ref entry, out keyStart))
        {
            cursor.Position++;
            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)'}')
            {
                cursor.Position++;
                output.WriteByte((byte)'}');
                digest = ValueDigest.OfObject(0);
                return Fit.Written;
            }

            if (!ReadKey(ref cursor, node, ref entry, out keyStart)) return Fit.Fault;
        }

        while (true)
        {
            trail.Enter(depth - 1, keyStart, keyStart + entry.Key.Length);
            cursor.SkipWhiteSpace();
            var isNull = cursor.Current == (byte)'n';
            if (!WriteField(ref cursor, entry.Value, ReferenceEquals(node, root), opening, output, open, depth - 1)) return Fit.Fault;
            if (!isNull) members += ValueDigest.Member(entry.Digest, digest);
            if (TakeFollower(ref cursor, (byte)',', ref entry, out keyStart)) continue;

            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                if (!ReadKey(ref cursor, node, ref entry, out keyStart)) return Fit.Fault;
                continue;
            }

            output.WriteByte((byte)'}');
            digest = ValueDigest.OfObject(members);
            return cursor.Expect((byte)'}') ? Fit.Written : Fit.Fault;
        }
    }

    /// <summary>Takes the brace or comma before a key, the key and its colon, if they are as they were the last time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeFollower(
        scoped ref JsonCursor cursor, byte before, scoped ref KeyTable<ConformNode?>.Entry entry, out int keyStart)
    {
        keyStart = cursor.Position + 2;
        return KeyTable<ConformNode?>.TakeFollower(ref cursor, before, ref entry);
    }

    /// <summary>Reads a key and the colon behind it, and moves <paramref name="entry"/> to what is known of the key.</summary>
    private static bool ReadKey(
        scoped ref JsonCursor cursor, ConformNode node, scoped ref KeyTable<ConformNode?>.Entry entry, out int start)
    {
        if (!cursor.ReadString(out start, out var end, out _)) return false;
        var key = cursor.Slice(start, end);
        entry = node.Keys!.Find(key, entry) ?? node.Learn(key, entry);
        cursor.SkipWhiteSpace();
        return cursor.Expect((byte)':');
    }

    private bool WriteField(ref JsonCursor cursor, ConformNode? field, bool top, long opening, Utf8Output output, int open, int depth)
    {
        var start = cursor.Position;
        if (field is null) return Rescue(ref cursor, start, depth);
        if (cursor.TakeNull()) return true;
        if (field.FilledIn == opening) return Rescue(ref cursor, start, depth);

        var mark = output.Length;
        if (mark != open) output.WriteByte((byte)',');
        output.Write(field.Prefix);
        var valueStart = output.Length;
        var fit = WriteValue(ref cursor, field, output, depth);
        if (fit == Fit.Fault) return false;
        if (top && (field.IdentityIndex >= 0 || field.ChangedAtIndex >= 0))
        {
            Note(ref cursor, field, fit, start, depth, valueStart, output.Length);
        }

        field.FilledIn = opening;
        if (fit == Fit.Written) return true;
        output.Length = mark;
        return Rescue(ref cursor, start, depth);
    }

    /// <summary>Takes an identity or change date that is present into the key.</summary>
    private void Note(ref JsonCursor cursor, ConformNode field, Fit fit, int start, int depth, int outputStart, int outputEnd)
    {
        if (fit == Fit.Misfit)
        {
            // To name the value the cursor must stand behind it; a fault in it is found again, and reported, when it is rescued.
            cursor.Position = start;
            cursor.SkipValue(depth);
        }

        if (field.IdentityIndex >= 0)
        {
            var fits = fit == Fit.Written && !cursor.Slice(start, cursor.Position).SequenceEqual("\"\""u8);
            if (fits) extractor.SetIdentity(field.IdentityIndex, outputStart, outputEnd);
            else extractor.SetWrongIdentity(field.IdentityIndex, start, cursor.Position);
        }

        if (field.ChangedAtIndex >= 0) extractor.SetChange(field.ChangedAtIndex, fit == Fit.Written, microseconds, start, cursor.Position);
    }

    private Fit WriteArray(ref JsonCursor cursor, ConformNode element, Utf8Output output, int depth)
    {
        if (depth <= 0)
        {
            cursor.Fail(JsonFault.TooDeep);
            return Fit.Fault;
        }

        cursor.Position++;
        output.WriteByte((byte)'[');
        cursor.SkipWhiteSpace();
        if (cursor.Current == (byte)']')
        {
            cursor.Position++;
            output.WriteByte((byte)']');
            digest = ValueDigest.OfArray(0);
            return Fit.Written;
        }

        UInt128 elements = 0;
        for (var index = 0; ; index++)
        {
            if (index > 0) output.WriteByte((byte)',');
            trail.EnterIndex(depth - 1, index);
            if (!WriteElement(ref cursor, element, output, depth - 1)) return Fit.Fault;
            elements = ValueDigest.Element(elements, digest);
            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                continue;
            }

            output.WriteByte((byte)']');
            digest = ValueDigest.OfArray(elements);
            return cursor.Expect((byte)']') ? Fit.Written : Fit.Fault;
        }
    }

    /// <summary>Writes an element or map value; one that is null or does not fit leaves a null in its place.</summary>
    private bool WriteElement(ref JsonCursor cursor, ConformNode element, Utf8Output output, int depth)
    {
        var start = cursor.Position;
        var mark = output.Length;
        var fit = WriteValue(ref cursor, element, output, depth);
        if (fit == Fit.Fault) return false;
        if (fit == Fit.Written) return true;
        output.Length = mark;
        output.Write("null"u8);
        digest = ValueDigest.Null;
        return fit == Fit.Null || Rescue(ref cursor, start, depth);
    }

    private Fit WriteMap(ref JsonCursor cursor, ConformNode value, Utf8Output output, int depth)
    {
        if (depth <= 0)
        {
            cursor.Fail(JsonFault.TooDeep);
            return Fit.Fault;
        }

        cursor.Position++;
        output.WriteByte((byte)'{');
        cursor.SkipWhiteSpace();
        if (cursor.Current == (byte)'}')
        {
            cursor.Position++;
            output.WriteByte((byte)'}');
            digest = ValueDigest.OfObject(0);
            return Fit.Written;
        }

        UInt128 members = 0;
        var keys = mapKeys.Open();
        while (true)
        {
            var tokenStart = cursor.Position;
            if (!cursor.ReadString(out var keyStart, out var keyEnd, out var escaped)) return Fit.Fault;
            var tokenEnd = cursor.Position;
            cursor.SkipWhiteSpace();
            if (!cursor.Expect((byte)':')) return Fit.Fault;
            cursor.SkipWhiteSpace();
            trail.Enter(depth - 1, keyStart, keyEnd);
            var isNull = cursor.Current == (byte)'n';
            if (keys.TryAdd(cursor, keyStart, keyEnd, escaped))
            {
                if (keys.Count > 1) output.WriteByte((byte)',');
                output.Write(cursor.Slice(tokenStart, tokenEnd));
                output.WriteByte((byte)':');
                if (!WriteElement(ref cursor, value, output, depth - 1)) return Fit.Fault;
            }
            else if (!Rescue(ref cursor, cursor.Position, depth - 1))
            {
                // A second value under one key has no place in a map; engines refuse the whole map over it.
                return Fit.Fault;
            }

            if (!isNull) members += ValueDigest.Member(ValueDigest.OfKey(cursor.Slice(tokenStart, tokenEnd)), digest);
            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                continue;
            }

            keys.Close();
            output.WriteByte((byte)'}');
            digest = ValueDigest.OfObject(members);
            return cursor.Expect((byte)'}') ? Fit.Written : Fit.Fault;
        }
    }
}

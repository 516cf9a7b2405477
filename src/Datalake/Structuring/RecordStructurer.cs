using System.Text.Unicode;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;

namespace Datalake.Structuring;

/// <summary>
/// Turns a raw record into a structured one in one forward pass: JSON inside strings becomes JSON, the contract's rules drop, reshape and
/// protect, everything else keeps its text, its order and its numbers digit by digit. Keeps buffers and what it learned about keys, so make
/// one a thread and use it for many records. Not for two threads at once.
/// </summary>
public sealed class RecordStructurer : IDisposable
{
    private const int KeptScratchBytes = 1 << 20;

    private readonly RuleTree rules;
    private readonly RecordLimits limits;
    private readonly Utf8Output scratch = new(64 << 10);
    private readonly Utf8Output plain = new(256);
    private readonly Utf8Output inspected = new(256);
    private readonly CopiedValues copies;

    /// <summary>Compiles a contract's rules.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="keys">Gives the keys its protect rules name.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="ProtectionKeyException">A key that a protect rule names is not there or too short.</exception>
    public RecordStructurer(DatasetContract contract, IProtectionKeys keys, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(limits);
        rules = new RuleTree(contract, keys);
        copies = new CopiedValues(rules.Copies);
        this.limits = limits;
    }

    /// <summary>Structures one record.</summary>
    /// <param name="record">The record as it came; white space around it is allowed.</param>
    /// <param name="output">Receives the structured record on one line, without a line end. Unchanged when there is a problem.</param>
    /// <returns>Null when the record was structured, else why it has no reading.</returns>
    public RecordProblem? Structure(ReadOnlySpan<byte> record, Utf8Output output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!Utf8.IsValid(record)) return RecordRules.NotUtf8("The bytes are", record);
        var mark = output.Length;
        output.Reserve(record.Length);
        var cursor = new JsonCursor(record);
        cursor.SkipWhiteSpace();
        if (cursor.AtEnd) return new RecordProblem(RecordRules.Empty, "There is no record here, only white space.", 0);
        if (cursor.Current != (byte)'{') return NotAnObject(ref cursor);

        copies.Clear();
        if (WriteObject(ref cursor, rules.Root, output, limits.Depth) && cursor.ExpectEnd())
        {
            copies.WriteTo(output);
            scratch.Clear();
            scratch.Trim(KeptScratchBytes);
            return null;
        }

        output.Length = mark;
        return RecordRules.Describe(cursor.Fault, cursor.Position, limits);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scratch.Dispose();
        plain.Dispose();
        inspected.Dispose();
        copies.Dispose();
    }

    private RecordProblem NotAnObject(ref JsonCursor cursor) =>
        cursor.SkipValue(limits.Depth) && cursor.ExpectEnd()
            ? new RecordProblem(RecordRules.NotAnObject, "The JSON value is not an object; a record is one JSON object.", 0)
            : RecordRules.Describe(cursor.Fault, cursor.Position, limits);

    private bool WriteObject(ref JsonCursor cursor, RuleNode node, Utf8Output output, int depth)
    {
        if (depth <= 0) return cursor.Fail(JsonFault.TooDeep);
        output.WriteByte((byte)'{');
        var entry = node.Keys.Start;
        if (!KeyTable<RuleOutcome>.TakeFollower(ref cursor, (byte)'{', ref entry))
        {
            cursor.Position++;
            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)'}') return CloseObject(ref cursor, node, output, first: true, met: 0);
            if (!ReadKey(ref cursor, node, ref entry)) return false;
        }

        var first = true;
        ulong met = 0;
        while (true)
        {
            cursor.SkipWhiteSpace();
            var outcome = entry.Value;
            if (outcome.Action is DropAction)
            {
                if (!Drop(ref cursor, outcome, output, depth - 1)) return false;
            }
            else
            {
                if (!first) output.WriteByte((byte)',');
                first = false;
                if (outcome.IsPlainMember)
                {
                    output.Write(entry.Member);
                    if (!WriteValue(ref cursor, outcome, output, depth - 1, !outcome.KeepString)) return false;
                }
                else
                {
                    met |= outcome.DefaultBit;
                    output.Write(outcome.Renamed ?? entry.Member.Whole);
                    var start = output.Length;
                    if (!WriteValue(ref cursor, outcome, output, depth - 1, !outcome.KeepString)) return false;
                    copies.Add(outcome.Copies, output.WrittenSpan[start..]);
                }
            }

            if (KeyTable<RuleOutcome>.TakeFollower(ref cursor, (byte)',', ref entry)) continue;
            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                if (!ReadKey(ref cursor, node, ref entry)) return false;
                continue;
            }

            return CloseObject(ref cursor, node, output, first, met);
        }
    }

    /// <summary>Writes the end of an object, before it the defaults of the keys that were not met.</summary>
    private static bool CloseObject(ref JsonCursor cursor, RuleNode node, Utf8Output output, bool first, ulong met)
    {
        for (var i = 0; i < node.Defaults.Length; i++)
        {
            if ((met >> i & 1) == 1) continue;
            if (!first) output.WriteByte((byte)',');
            first = false;
            output.Write(node.Defaults[i]);
        }

        output.WriteByte((byte)'}');
        return cursor.Expect((byte)'}');
    }

    /// <summary>Passes over a value that is dropped; what a copy rule takes from it is kept.</summary>
    private bool Drop(ref JsonCursor cursor, RuleOutcome outcome, Utf8Output output, int depth)
    {
        if (outcome.Dropped is not { } dropped) return cursor.SkipValue(depth);
        var mark = output.Length;
        if (!WriteValue(ref cursor, dropped, output, depth, !dropped.KeepString)) return false;
        if (dropped.Copies.Length > 0) copies.Add(dropped.Copies, output.WrittenSpan[mark..]);
        output.Length = mark;
        return true;
    }

    /// <summary>Reads a key and the colon behind it, and moves <paramref name="entry"/> to what is known of the key.</summary>
    private static bool ReadKey(ref JsonCursor cursor, RuleNode node, ref KeyTable<RuleOutcome>.Entry entry)
    {
        if (!cursor.ReadString(out var start, out var end, out _)) return false;
        var key = cursor.Slice(start, end);
        entry = node.Keys.Find(key, entry) ?? node.Learn(key, entry);
        cursor.SkipWhiteSpace();
        return cursor.Expect((byte)':');
    }

    private bool WriteValue(ref JsonCursor cursor, RuleOutcome outcome, Utf8Output output, int depth, bool decode)
    {
        var first = cursor.Current;
        if (outcome.IsPlainValue && first != (byte)'"') return WriteContainer(ref cursor, outcome, output, depth);
        if (outcome.Action is ProtectAction protect) return WriteProtected(ref cursor, protect.Protector, output, depth);
        if (first == (byte)'"' && decode) return WriteDecoded(ref cursor, outcome, output, depth);
        if (first == (byte)'"') return WriteText(ref cursor, outcome.Guard, output);
        if (first == (byte)'{' && outcome.GuardsObject || first == (byte)'[' && outcome.GuardsArray)
            return WriteGuarded(ref cursor, outcome.Guard!, output, depth);
        if (first == (byte)'n' && outcome.Action is FillAction fill) return WriteDefault(ref cursor, fill.Value, output);
        if (outcome.Action is EntriesAction entries)
        {
            if (first == (byte)'{') return WriteEntries(ref cursor, entries, outcome.InObject, output, depth);
            if (first == (byte)'n' && entries.Default is not null) return WriteDefault(ref cursor, entries.Default, output);
        }

        return WriteContainer(ref cursor, outcome, output, depth);
    }

    /// <summary>Writes a value that may hold others, in which rules may go on.</summary>
    private bool WriteContainer(ref JsonCursor cursor, RuleOutcome outcome, Utf8Output output, int depth)
    {
        var first = cursor.Current;
        if (first == (byte)'{' && !outcome.InObject.IsInert) return WriteObject(ref cursor, outcome.InObject, output, depth);
        if (first == (byte)'[' && (outcome.Elements is not null || !outcome.InElement.IsInert))
        {
            return WriteArray(ref cursor, outcome.InElement, outcome.Elements, outcome.Guard, output, depth);
        }

        return outcome.Guard is { } guard ? WriteGuarded(ref cursor, guard, output, depth) : cursor.CopyValue(output, depth);
    }

    /// <summary>Hides a value that does not have the shape a protect rule expects, as a whole.</summary>
    private bool WriteGuarded(ref JsonCursor cursor, RuleAction guard, Utf8Output output, int depth)
    {
        if (guard is ProtectAction protect) return WriteProtected(ref cursor, protect.Protector, output, depth);
        output.Write("null"u8);
        return cursor.SkipValue(depth);
    }

    /// <summary>
    /// Writes a string that stays one: as it came, or hidden where a protect rule expects an object or array in its place, or where it
    /// holds JSON with a key that is protected at any depth.
    /// </summary>
    private bool WriteText(ref JsonCursor cursor, RuleAction? guard, Utf8Output output)
    {
        if (guard is not null) return WriteGuarded(ref cursor, guard, output, depth: 0);
        if (rules.Hidden.IsEmpty) return cursor.CopyString(output);
        var start = cursor.Position;
        if (!cursor.ReadString(out _, out _, out var escaped)) return false;

        // JSON has quotes, which a string has only in escapes.
        if (escaped)
        {
            var end = cursor.Position;
            cursor.Position = start;
            inspected.Clear();
            inspected.Trim(KeptScratchBytes);
            if (!cursor.DecodeString(inspected)) return false;
            if (rules.Hidden.Find(inspected.WrittenSpan) is { } action)
            {
                cursor.Position = start;
                return WriteGuarded(ref cursor, action, output, depth: 0);
            }

            cursor.Position = end;
        }

        output.Write(cursor.Slice(start, cursor.Position));
        return true;
    }

    private static bool WriteDefault(ref JsonCursor cursor, byte[] value, Utf8Output output)
    {
        output.Write(value);
        return cursor.ReadLiteral();
    }

    private bool WriteArray(
        ref JsonCursor cursor, RuleNode node, RuleAction? action, RuleAction? guard, Utf8Output output, int depth)
    {
        if (depth <= 0) return cursor.Fail(JsonFault.TooDeep);
        cursor.Position++;
        output.WriteByte((byte)'[');
        cursor.SkipWhiteSpace();
        if (cursor.Current == (byte)']')
        {
            cursor.Position++;
            output.WriteByte((byte)']');
            return true;
        }

        var first = true;
        while (true)
        {
            if (action is DropAction)
            {
                if (!cursor.SkipValue(depth - 1)) return false;
            }
            else
            {
                if (!first) output.WriteByte((byte)',');
                first = false;
                if (!WriteElement(ref cursor, node, action, guard, output, depth - 1)) return false;
            }

            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                continue;
            }

            output.WriteByte((byte)']');
            return cursor.Expect((byte)']');
        }
    }

    private bool WriteElement(
        ref JsonCursor cursor, RuleNode node, RuleAction? action, RuleAction? guard, Utf8Output output, int depth)
    {
        var first = cursor.Current;
        if (action is ProtectAction protect) return WriteProtected(ref cursor, protect.Protector, output, depth);
        if (action is EntriesAction entries)
        {
            if (first == (byte)'{') return WriteEntries(ref cursor, entries, node, output, depth);
            if (first == (byte)'n' && entries.Default is not null) return WriteDefault(ref cursor, entries.Default, output);
        }

        if (first == (byte)'{' && !node.IsInert) return WriteObject(ref cursor, node, output, depth);
        if (first == (byte)'"') return WriteText(ref cursor, guard, output);
        if (guard is not null) return WriteGuarded(ref cursor, guard, output, depth);

        // An array right inside an array: a path has no way to say that, so only the rules for any depth go on.
        if (first == (byte)'[' && !rules.Anywhere.IsInert) return WriteArray(ref cursor, rules.Anywhere, null, null, output, depth);
        return cursor.CopyValue(output, depth);
    }

    private bool WriteEntries(ref JsonCursor cursor, EntriesAction action, RuleNode node, Utf8Output output, int depth)
    {
        if (depth <= 0) return cursor.Fail(JsonFault.TooDeep);
        cursor.Position++;
        output.WriteByte((byte)'[');
        cursor.SkipWhiteSpace();
        if (cursor.Current == (byte)'}')
        {
            cursor.Position++;
            output.WriteByte((byte)']');
            return true;
        }

        var first = true;
        var entry = node.Keys.Start;
        while (true)
        {
            if (!ReadKey(ref cursor, node, ref entry)) return false;
            cursor.SkipWhiteSpace();
            var outcome = entry.Value;
            if (outcome.Action is DropAction)
            {
                if (!Drop(ref cursor, outcome, output, depth - 1)) return false;
            }
            else
            {
                if (!first) output.WriteByte((byte)',');
                first = false;
                output.Write(action.KeyPrefix);
                output.Write((outcome.Renamed ?? entry.Member.Whole).AsSpan(..^1));
                output.Write(action.ValuePrefix);
                var start = output.Length;
                if (!WriteValue(ref cursor, outcome, output, depth - 1, decode: false)) return false;
                if (outcome.Copies.Length > 0) copies.Add(outcome.Copies, output.WrittenSpan[start..]);
                output.WriteByte((byte)'}');
            }

            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                continue;
            }

            output.WriteByte((byte)']');
            return cursor.Expect((byte)'}');
        }
    }

    /// <summary>A string that may hold JSON: it becomes that JSON, or stays the string it is.</summary>
    private bool WriteDecoded(ref JsonCursor cursor, RuleOutcome outcome, Utf8Output output, int depth)
    {
        var start = cursor.Position;
        if (!MayHoldJson(cursor.Slice(start, cursor.End))) return WriteText(ref cursor, outcome.Guard, output);

        scratch.Clear();
        if (!cursor.DecodeString(scratch)) return false;
        var (mark, taken) = (output.Length, copies.Length);
        var inner = new JsonCursor(scratch.WrittenSpan);
        inner.SkipWhiteSpace();
        if (WriteValue(ref inner, outcome, output, depth, decode: false) && inner.ExpectEnd()) return true;

        // What a protect rule would hide cannot be found in broken JSON, so it may not pass as the string it is.
        if (outcome.Guard is not null && scratch.WrittenSpan.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
            return cursor.Fail(JsonFault.Unprotected);
        output.Length = mark;
        copies.TakeBack(taken);
        cursor.Position = start;
        return WriteText(ref cursor, outcome.Guard, output);
    }

    /// <summary>False when the first character of the content already rules JSON out, which spares decoding it.</summary>
    private static bool MayHoldJson(ReadOnlySpan<byte> text) =>
        text.Length > 1 && text[1] switch
        {
            (byte)'{' or (byte)'[' or (byte)'\\' or (byte)'-' or (byte)' ' or (byte)'t' or (byte)'f' or (byte)'n' => true,
            var first => (uint)(first - '0') <= 9,
        };

    private bool WriteProtected(ref JsonCursor cursor, ValueProtector protector, Utf8Output output, int depth)
    {
        plain.Clear();
        switch (cursor.Current)
        {
            case (byte)'n':
                output.Write("null"u8);
                return cursor.ReadLiteral();
            case (byte)'"':
                if (!cursor.DecodeString(plain)) return false;
                break;
            default:
                if (!cursor.CopyValue(plain, depth)) return false;
                break;
        }

        // There is nothing to hide in an empty string, and an identity that is empty must stay recognisable as such.
        if (plain.Length == 0) output.Write("\"\""u8);
        else protector.Write(plain.WrittenSpan, output);
        plain.Clear();
        plain.Trim(KeptScratchBytes);
        return true;
    }
}

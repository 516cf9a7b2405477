using System.Buffers.Binary;
using System.Text.Unicode;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;
using Datalake.Tables;

namespace Datalake.Conforming;

/// <summary>
/// Gives each declared column of a structured record its type, exactly, in one forward pass. What does not fit and what is not declared
/// goes into <c>_rescued</c> with the value it had. Of two keys that mean one column the first that is not null counts, the other is
/// rescued. Keeps buffers and what it learned about keys, so make one a thread and use it for many records. Not for two threads at once.
/// </summary>
public sealed partial class RecordConformer : IDisposable
{
    private const int KeptRescueBytes = 1 << 20;
    private const int DigestBytes = 16;

    private static readonly byte[] RescuedKey = Lineage.KeyOf(Lineage.Rescued);
    private static readonly byte[] DigestKey = Lineage.KeyOf(Lineage.Digest);

    private readonly ConformNode root;
    private readonly RecordLimits limits;
    private readonly KeyExtractor extractor;
    private readonly Utf8Output rescue = new(1024);
    private readonly Utf8Output text = new(256);
    private readonly Utf8Output plainNumber = new(64);
    private readonly FieldTrail trail;
    private readonly MapKeys mapKeys = new();
    private int rescued;

    // The hash of the value that was read last.
    private UInt128 digest;

    // Structs opened since the beginning; the number of one tells its fields from those of the others.
    private long openings;

    /// <summary>Compiles a contract's columns.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="limits">The limits in force.</param>
    public RecordConformer(DatasetContract contract, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(limits);
        root = ConformNode.Create(contract);
        extractor = new KeyExtractor(contract);
        trail = new FieldTrail(limits.Depth);
        this.limits = limits;
    }

    /// <summary>Conforms one record.</summary>
    /// <param name="record">One JSON object.</param>
    /// <param name="output">
    /// Receives the conformed object on one line with <c>_rescued</c> (when there is something) and <c>_digest</c>, but without its closing
    /// brace, so that the caller can add lineage. Columns that are null are omitted. Unchanged when there is a problem.
    /// </param>
    public ConformedRecord Conform(ReadOnlySpan<byte> record, Utf8Output output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!Utf8.IsValid(record)) return Fault(JsonFault.InvalidUtf8, Utf8Check.FirstInvalid(record));
        var mark = output.Length;
        output.Reserve(record.Length);
        rescue.Clear();
        mapKeys.Clear();
        rescued = 0;
        extractor.Clear();
        var cursor = new JsonCursor(record);
        cursor.SkipWhiteSpace();
        if (cursor.Current != (byte)'{')
        {
            return cursor.SkipValue(limits.Depth) && cursor.ExpectEnd()
                ? new ConformedRecord(
                    new RecordProblem(RecordRules.NotAnObject, "The JSON value is not an object; a record is one JSON object.", 0), 0)
                : Fault(cursor.Fault, cursor.Position);
        }

        if (WriteStruct(ref cursor, root, output, limits.Depth) == Fit.Fault || !cursor.ExpectEnd())
        {
            output.Length = mark;
            return Fault(cursor.Fault, cursor.Position);
        }

        if (extractor.Problem(record) is { } problem)
        {
            output.Length = mark;
            return new ConformedRecord(problem, 0);
        }

        Finish(output);
        return new ConformedRecord(null, rescued);
    }

    /// <summary>
    /// Writes what orders the record conformed last as the tables order it, compared byte by byte: change date, identity, timestamp of the
    /// change, digest.
    /// </summary>
    /// <param name="output">What the record was conformed into; nothing was taken out since.</param>
    /// <param name="keys">Receives the key.</param>
    public void WriteSortKey(Utf8Output output, Utf8Output keys)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(keys);
        extractor.WriteSortKey(output, keys);
        keys.Write(output.WrittenSpan[^(DigestBytes * 2 + 1)..^1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rescue.Dispose();
        text.Dispose();
        plainNumber.Dispose();
    }

    /// <summary>Adds <c>_rescued</c> and <c>_digest</c> to the object that was written and takes its closing brace away.</summary>
    private void Finish(Utf8Output output)
    {
        output.Length--;
        if (rescued > 0)
        {
            rescue.WriteByte((byte)'}');
            output.Write(RescuedKey);
            output.WriteByte((byte)'"');
            JsonText.WriteEscaped(output, rescue.WrittenSpan);
            output.WriteByte((byte)'"');
            rescue.Clear();
            rescue.Trim(KeptRescueBytes);
        }

        Span<byte> hash = stackalloc byte[DigestBytes];
        BinaryPrimitives.WriteUInt128BigEndian(hash, digest);
        output.Write(DigestKey);
        output.WriteByte((byte)'"');
        Span<byte> hex = stackalloc byte[DigestBytes * 2];
        LowerHex.Write(hash, hex);
        output.Write(hex);
        output.WriteByte((byte)'"');
    }

    private ConformedRecord Fault(JsonFault fault, int position) => new(RecordRules.Describe(fault, position, limits), 0);

    /// <summary>Keeps the value that begins at <paramref name="start"/> under the path the trail stands at.</summary>
    private bool Rescue(ref JsonCursor cursor, int start, int depth)
    {
        cursor.Position = start;
        rescue.WriteByte(rescued++ == 0 ? (byte)'{' : (byte)',');
        rescue.WriteByte((byte)'"');
        trail.WriteJsonContent(depth, rescue, cursor);
        rescue.Write("\":"u8);
        if (!cursor.CopyValue(rescue, depth)) return false;
        digest = ValueDigest.Of(cursor.Slice(start, cursor.Position));
        return true;
    }

    /// <summary>What became of a value.</summary>
    private enum Fit
    {
        /// <summary>It was written in its type.</summary>
        Written,

        /// <summary>It is null; nothing was written.</summary>
        Null,

        /// <summary>It is not of the type; nothing was written, and the cursor stands anywhere inside it.</summary>
        Misfit,

        /// <summary>The text is not JSON; the cursor has the fault.</summary>
        Fault,
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;

namespace Datalake.Conforming;

/// <summary>
/// Collects the key of a record while it is conformed: its identity and its change date. Without either it has no place in a table.
/// </summary>
/// <param name="contract">The contract.</param>
internal sealed class KeyExtractor(DatasetContract contract)
{
    private const int QuotedBytes = 60;

    private readonly (int Start, int End)[] identity = new (int, int)[contract.Identity.Count];
    private readonly (int Start, int End)[] wrong = new (int, int)[contract.Identity.Count];
    private readonly ChangeValue[] changes = new ChangeValue[contract.ChangedAt.Count];

    /// <summary>Begins a record.</summary>
    public void Clear()
    {
        Array.Clear(identity);
        Array.Clear(wrong);
        Array.Clear(changes);
    }

    /// <summary>Sets an identity value that was written.</summary>
    /// <param name="index">Its position in the contract's list.</param>
    /// <param name="start">Where the value begins in the output.</param>
    /// <param name="end">Where it ends there.</param>
    public void SetIdentity(int index, int start, int end) => identity[index] = (start, end);

    /// <summary>Sets an identity value that is present and cannot be one.</summary>
    /// <param name="index">Its position in the contract's list.</param>
    /// <param name="start">Where the value begins in the record.</param>
    /// <param name="end">Where it ends there.</param>
    public void SetWrongIdentity(int index, int start, int end) => wrong[index] = (start, end);

    /// <summary>Sets a <c>changedAt</c> value that is present.</summary>
    /// <param name="index">Its position in the contract's list.</param>
    /// <param name="fits">True when it is of its type.</param>
    /// <param name="microseconds">The timestamp, when it fits.</param>
    /// <param name="start">Where the value begins in the record.</param>
    /// <param name="end">Where it ends.</param>
    public void SetChange(int index, bool fits, long microseconds, int start, int end) =>
        changes[index] = new ChangeValue(true, fits, microseconds, start, end);

    /// <summary>Why the record that was read has no place; null when it has one.</summary>
    public RecordProblem? Problem(ReadOnlySpan<byte> record)
    {
        var missing = Array.FindIndex(identity, range => range.End == 0);
        if (missing >= 0)
        {
            var column = contract.Identity[missing];
            var (start, end) = wrong[missing];
            var fault = end == 0 ? "absent or null" : record[start..end].SequenceEqual("\"\""u8) ? "empty" : $"{Quote(record[start..end])}, which is no {column.Type}";
            return new RecordProblem(RecordRules.NoIdentity, $"The identity field {column.Key} is {fault}.", start);
        }

        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            if (!change.Present) continue;
            if (change.Fits && IsoTime.DateOf(change.Microseconds) is var date && date >= ChangeDates.First && date <= ChangeDates.Last)
                return null;
            var value = Quote(record[change.Start..change.End]);
            var column = contract.ChangedAt[i];
            var fault = change.Fits
                ? $"outside {ChangeDates.First:yyyy-MM-dd} to {ChangeDates.Last:yyyy-MM-dd}"
                : $"which is no {column.Type} in the formats of the column: {column.Time}. Other forms need a 'format' in the contract";
            return new RecordProblem(RecordRules.NoChangeDate, $"The change date {column.Key} is {value}, {fault}.", change.Start);
        }

        return new RecordProblem(
            RecordRules.NoChangeDate,
            $"None of the change date fields is present: {string.Join(", ", contract.ChangedAt.Select(column => column.Key))}.",
            0
        );
    }

    /// <summary>
    /// Writes what orders records as the consumable tables are ordered, byte by byte: change date, identity, timestamp of the change.
    /// Integers are written so that they order as numbers.
    /// </summary>
    /// <param name="output">What the record was conformed into; nothing was taken out since.</param>
    /// <param name="keys">Receives the key.</param>
    public void WriteSortKey(Utf8Output output, Utf8Output keys)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        var change = Array.Find(changes, value => value.Present);
        BinaryPrimitives.WriteInt32BigEndian(number, IsoTime.DateOf(change.Microseconds).DayNumber);
        keys.Write(number[..sizeof(int)]);
        for (var i = 0; i < identity.Length; i++)
        {
            var value = output.WrittenSpan[identity[i].Start..identity[i].End];
            if (value[0] == (byte)'"')
            {
                keys.Write(value[1..^1]);
                keys.WriteByte(0);
            }
            else if (Utf8Parser.TryParse(value, out long integer, out var used) && used == value.Length)
            {
                BinaryPrimitives.WriteUInt64BigEndian(number, (ulong)integer ^ (1UL << 63));
                keys.Write(number);
            }
            else
            {
                keys.Write(value);
            }
        }

        BinaryPrimitives.WriteInt64BigEndian(number, change.Microseconds);
        keys.Write(number);
    }

    private static string Quote(ReadOnlySpan<byte> value) =>
        value.Length <= QuotedBytes
            ? System.Text.Encoding.UTF8.GetString(value)
            : System.Text.Encoding.UTF8.GetString(value[..QuotedBytes]) + "…";

    private readonly record struct ChangeValue(bool Present, bool Fits, long Microseconds, int Start, int End);
}

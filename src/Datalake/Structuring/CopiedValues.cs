using Datalake.Json;

namespace Datalake.Structuring;

/// <summary>The values that copy rules take from a record, kept until the end of it. Not for two threads at once.</summary>
/// <param name="rules">By the number of a copy its key with the colon, and the number of the first copy to that key.</param>
internal sealed class CopiedValues(IReadOnlyList<(byte[] Member, int First)> rules) : IDisposable
{
    private const int KeptBytes = 1 << 20;

    private readonly (int Start, int End)[] places = new (int, int)[rules.Count];
    private readonly Utf8Output values = new(256);

    /// <summary>Bytes kept so far, to go back to with <see cref="TakeBack"/>.</summary>
    public int Length => values.Length;

    /// <summary>Begins a record.</summary>
    public void Clear()
    {
        Array.Clear(places);
        values.Clear();
        values.Trim(KeptBytes);
    }

    /// <summary>Keeps a value. Of several, as of two keys of one column, the first that is not null counts.</summary>
    /// <param name="numbers">The copies that take it.</param>
    /// <param name="value">The value as it was written.</param>
    public void Add(int[] numbers, ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("null"u8)) return;
        foreach (var number in numbers)
        {
            if (places[number].End == 0) places[number] = (values.Length, values.Length + value.Length);
        }

        values.Write(value);
    }

    /// <summary>Forgets what was kept since.</summary>
    /// <param name="length">The <see cref="Length"/> of before.</param>
    public void TakeBack(int length)
    {
        values.Length = length;
        foreach (ref var place in places.AsSpan())
        {
            if (place.End > length) place = default;
        }
    }

    /// <summary>Writes what was kept into the record, before its closing brace.</summary>
    /// <param name="output">The record.</param>
    public void WriteTo(Utf8Output output)
    {
        if (values.Length == 0) return;
        output.Length--;
        var isFirst = output.WrittenSpan[^1] == (byte)'{';
        for (var number = 0; number < places.Length; number++)
        {
            var (start, end) = places[number];
            if (end == 0 || IsWritten(number)) continue;
            if (!isFirst) output.WriteByte((byte)',');
            isFirst = false;
            output.Write(rules[number].Member);
            output.Write(values.WrittenSpan[start..end]);
        }

        output.WriteByte((byte)'}');
    }

    /// <inheritdoc/>
    public void Dispose() => values.Dispose();

    /// <summary>True when a copy before it went to the same key.</summary>
    private bool IsWritten(int number)
    {
        for (var other = rules[number].First; other < number; other++)
        {
            if (places[other].End > 0 && rules[other].First == rules[number].First) return true;
        }

        return false;
    }
}

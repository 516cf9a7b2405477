namespace Datalake.Embedded.Parquet.Reading;

/// <summary>Reads the compact protocol of Thrift, in which Parquet's metadata is written. What is not asked for is skipped.</summary>
/// <param name="bytes">What is read.</param>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Bytes that are read.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next field of a structure.</summary>
    /// <param name="field">The number of the field before, 0 for none; receives the next one's.</param>
    /// <param name="type">Its type.</param>
    /// <returns>False at the end of the structure.</returns>
    public bool Next(ref int field, out ThriftType type)
    {
        var head = Byte();
        type = (ThriftType)(head & 0xF);
        if (head == 0) return false;
        field = head >> 4 == 0 ? (int)Number() : field + (head >> 4);
        return true;
    }

    /// <summary>A whole number.</summary>
    public long Number()
    {
        var value = Variable();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Bytes with their length in front.</summary>
    public ReadOnlySpan<byte> Binary() => Take(Variable());

    /// <summary>Begins a list.</summary>
    /// <param name="elements">The type of its elements.</param>
    /// <returns>How many there are.</returns>
    public int List(out ThriftType elements)
    {
        var head = Byte();
        elements = (ThriftType)(head & 0xF);
        var count = head >> 4 == 0xF ? Variable() : (ulong)(head >> 4);

        // An element takes a byte at least.
        return count <= (ulong)(bytes.Length - Position) ? (int)count : throw Ended();
    }

    /// <summary>Skips the value of a field.</summary>
    public void Skip(ThriftType type)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Int8:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Variable();
                break;
            case ThriftType.Double:
                Take(sizeof(double));
                break;
            case ThriftType.Binary:
                Binary();
                break;
            case ThriftType.List or ThriftType.Set:
                for (var count = List(out var elements); count > 0; count--) SkipElement(elements);
                break;
            case ThriftType.Map:
                var pairs = Variable();
                var kinds = pairs == 0 ? (byte)0 : Byte();
                for (; pairs > 0; pairs--)
                {
                    SkipElement((ThriftType)(kinds >> 4));
                    SkipElement((ThriftType)(kinds & 0xF));
                }

                break;
            case ThriftType.Struct:
                for (var field = 0; Next(ref field, out var inner);) Skip(inner);
                break;
            default:
                throw new InvalidDataException($"The metadata has a value of the unknown type {(int)type}.");
        }
    }

    // A truth value is a byte of its own there.
    private void SkipElement(ThriftType type)
    {
        if (type is ThriftType.True or ThriftType.False) Byte();
        else Skip(type);
    }

    private ulong Variable()
    {
        ulong value = 0;
        for (var bits = 0; bits < 64; bits += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << bits;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("The metadata has a number of more than 64 bits.");
    }

    private byte Byte() => Position < bytes.Length ? bytes[Position++] : throw Ended();

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - Position)) throw Ended();
        var taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    private static InvalidDataException Ended() => new("The metadata ends within a value.");
}

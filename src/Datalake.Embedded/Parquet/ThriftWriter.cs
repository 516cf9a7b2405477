using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>Writes the structures of a Parquet file in Thrift's compact protocol, fields in the order of their numbers.</summary>
internal sealed class ThriftWriter(Utf8Output output)
{
    private const int LongestShortList = 14;

    private readonly Stack<int> outer = [];

    // The number of the field before; what follows is written as the difference.
    private int last;

    /// <summary>Receives what is written.</summary>
    public Utf8Output Output { get; } = output;

    public void Int(int field, int value)
    {
        Begin(field, ThriftType.Int32);
        Number(value);
    }

    public void Long(int field, long value)
    {
        Begin(field, ThriftType.Int64);
        Number(value);
    }

    /// <summary>A field of eight bits.</summary>
    public void Byte(int field, byte value)
    {
        Begin(field, ThriftType.Int8);
        Output.WriteByte(value);
    }

    /// <summary>A field of 16 bits.</summary>
    public void Short(int field, short value)
    {
        Begin(field, ThriftType.Int16);
        Number(value);
    }

    /// <summary>A truth value: its type is its value.</summary>
    public void Bool(int field, bool value) => Begin(field, value ? ThriftType.True : ThriftType.False);

    public void Text(int field, ReadOnlySpan<byte> value)
    {
        Begin(field, ThriftType.Binary);
        Text(value);
    }

    /// <summary>Begins a field that is a structure; <see cref="End"/> ends it.</summary>
    public void Struct(int field)
    {
        Begin(field, ThriftType.Struct);
        Element();
    }

    /// <summary>A field that is a structure without fields.</summary>
    public void Empty(int field)
    {
        Struct(field);
        End();
    }

    /// <summary>Begins a structure that is an element of a list, or stands alone; <see cref="End"/> ends it.</summary>
    public void Element()
    {
        outer.Push(last);
        last = 0;
    }

    /// <summary>Ends a structure.</summary>
    public void End()
    {
        Output.WriteByte(0);
        last = outer.Pop();
    }

    /// <summary>Begins a field that is a list; its elements follow.</summary>
    public void List(int field, ThriftType elements, int count)
    {
        Begin(field, ThriftType.List);
        if (count <= LongestShortList)
        {
            Output.WriteByte((byte)((count << 4) | (int)elements));
            return;
        }

        Output.WriteByte((byte)(0xF0 | (int)elements));
        Output.WriteVariable((uint)count);
    }

    /// <summary>A number that is an element of a list.</summary>
    public void Number(long value) => Output.WriteVariable((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>A text that is an element of a list.</summary>
    public void Text(ReadOnlySpan<byte> value)
    {
        Output.WriteVariable((uint)value.Length);
        Output.Write(value);
    }

    private void Begin(int field, ThriftType type)
    {
        Output.WriteByte((byte)(((field - last) << 4) | (int)type));
        last = field;
    }
}

/// <summary>Types of the compact protocol, by their numbers there.</summary>
internal enum ThriftType
{
    True = 1,
    False = 2,
    Int8 = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

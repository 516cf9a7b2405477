using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A VARCHAR, BLOB, BIT or BIGNUM as the engine holds it: 12 bytes or fewer in place, more of them behind a pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct DuckDBString
{
    private const uint InPlaceLimit = 12;

    [FieldOffset(0)]
    private readonly uint length;

    [FieldOffset(4)]
    private fixed byte inPlace[(int)InPlaceLimit];

    [FieldOffset(8)]
    private readonly byte* elsewhere;

    /// <summary>How many bytes there are.</summary>
    public readonly int Length => checked((int)length);

    /// <summary>The bytes of <paramref name="text"/>, which must lie in a vector: they live as long as its chunk.</summary>
    internal static ReadOnlySpan<byte> BytesOf(DuckDBString* text) =>
        text->length <= InPlaceLimit ? new(text->inPlace, (int)text->length) : new(text->elsewhere, text->Length);
}

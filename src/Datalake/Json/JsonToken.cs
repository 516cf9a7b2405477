using System.Runtime.Intrinsics;

namespace Datalake.Json;

/// <summary>
/// Text known beforehand that is looked for or written over and over, a key above all. It is compared and stored as one vector, whatever
/// its length, which beats a loop over the short keys that JSON is made of.
/// </summary>
internal readonly struct JsonToken
{
    /// <summary>Keeps a text.</summary>
    /// <param name="text">The text.</param>
    public JsonToken(ReadOnlySpan<byte> text)
    {
        Whole = text.ToArray();
        Length = text.Length;
        Text = Vector256<byte>.AllBitsSet;
        if (!IsShort) return;
        Span<byte> padded = stackalloc byte[Vector256<byte>.Count];
        padded.Clear();
        text.CopyTo(padded);
        Text = Vector256.Create<byte>(padded);
        padded[..text.Length].Fill(byte.MaxValue);
        Mask = Vector256.Create<byte>(padded);
    }

    /// <summary>The text, whatever its length.</summary>
    public readonly byte[] Whole;

    /// <summary>The bytes of the text.</summary>
    public readonly int Length;

    /// <summary>True when the text fits into a vector.</summary>
    public bool IsShort => Length <= Vector256<byte>.Count;

    /// <summary>The text of a short token, zeros behind it; of a long one what nothing under <see cref="Mask"/> equals.</summary>
    public readonly Vector256<byte> Text;

    /// <summary>All bits set where <see cref="Text"/> counts.</summary>
    public readonly Vector256<byte> Mask;
}

using System.Text;

namespace Datalake.Tests.Checking;

/// <summary>Bytes that are text most of the time, shown so that a failing case can be read and pasted.</summary>
internal sealed record Utf8Case(byte[] Bytes)
{
    private const int MostPieces = 64;

    public static IEnumerable<Utf8Case> Shrink(Utf8Case value)
    {
        for (var size = value.Bytes.Length / 2; size > 0; size /= 2)
        {
            if (value.Bytes.Length / size > MostPieces && size < value.Bytes.Length / MostPieces) yield break;
            for (var start = 0; start + size <= value.Bytes.Length; start += size)
                yield return new Utf8Case([.. value.Bytes[..start], .. value.Bytes[(start + size)..]]);
        }
    }

    public override string ToString() => $"{Encoding.UTF8.GetString(Bytes)} (base64 {Convert.ToBase64String(Bytes)})";
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Datalake.Generator.Writing;

/// <summary>
/// Escapes only what JSON demands. The relaxed encoder of the runtime still escapes all beyond the basic plane, so with it no emoji would
/// ever reach the lake as UTF-8.
/// </summary>
internal sealed class Utf8JsonEncoder : JavaScriptEncoder
{
    private static readonly char[] Must = [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\'];
    private static readonly SearchValues<char> MustChars = SearchValues.Create(Must);
    private static readonly SearchValues<byte> MustBytes = SearchValues.Create([.. Must.Select(c => (byte)c)]);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(MustBytes);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(MustChars);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (WillEncode(unicodeScalar))
            return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

        return new Rune(unicodeScalar).TryEncodeToUtf16(new Span<char>(buffer, bufferLength), out numberOfCharactersWritten);
    }
}

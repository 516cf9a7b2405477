using System.Text.Json;

namespace Datalake.Documents;

/// <summary>Turns the bytes of a JSON file into a document whose every string can be read.</summary>
internal static class DocumentJson
{
    private static readonly JsonReaderOptions ReaderOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static JsonDocument? Parse(ReadOnlySpan<byte> utf8, ProblemList problems)
    {
        if (utf8.StartsWith(ByteOrderMark)) utf8 = utf8[ByteOrderMark.Length..];
        try
        {
            if (FirstUnreadableText(utf8) is { } position)
            {
                problems.Add(
                    "$",
                    DocumentRules.JsonSyntax,
                    $"{Place(utf8, position)}: a string is not valid Unicode. Save the file as UTF-8, " +
                    "and give the two halves of a \\ud83d\\ude00 pair together.");
                return null;
            }

            return JsonDocument.Parse(utf8.ToArray(), DocumentOptions);
        }
        catch (JsonException exception)
        {
            // The exception's own text ends with the place in its own words.
            var what = exception.Message.Split(" LineNumber:", 2)[0];
            problems.Add(
                "$", DocumentRules.JsonSyntax, $"Line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: {what}");
            return null;
        }
    }

    /// <summary>
    /// A document decodes its strings when asked, and throws then; asking for all of them here saves every later place from it.
    /// </summary>
    private static int? FirstUnreadableText(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String)) continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return null;
    }

    private static string Place(ReadOnlySpan<byte> utf8, int position)
    {
        var before = utf8[..position];
        return $"Line {before.Count((byte)'\n') + 1}, byte {position - before.LastIndexOf((byte)'\n')}";
    }
}

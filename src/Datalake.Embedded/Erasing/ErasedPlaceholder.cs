using System.Text;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// What stands in the place of an erased record in an arrival that holds others, so that these keep their numbers: a record of one field
/// with the erasure's name, <c>{"_erased":"_erased_20261120T093000000"}</c>. In a CSV row it is the first field, and the others are empty.
/// </summary>
internal static class ErasedPlaceholder
{
    private const string Word = "_erased_";
    private const int MaximumBytes = 1024;

    /// <summary>The placeholder in a JSON arrival.</summary>
    /// <param name="id">The erasure's name.</param>
    /// <param name="hasLines">True when a line must end in it, as one did in the record.</param>
    public static byte[] OfJson(string id, bool hasLines) =>
        Encoding.ASCII.GetBytes($"{{\"_erased\":{(hasLines ? "\n" : string.Empty)}\"{Word}{id}\"}}");

    /// <summary>The placeholder in a CSV arrival.</summary>
    /// <param name="id">The erasure's name.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <param name="columns">How many fields a row has.</param>
    public static byte[] OfCsv(string id, char delimiter, int columns) =>
        Encoding.UTF8.GetBytes(Word + id + new string(delimiter, Math.Max(0, columns - 1)));

    /// <summary>True for a placeholder, as JSON.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> record)
    {
        if (record.Length > MaximumBytes || record.IndexOf("_erased_2"u8) < 0) return false;
        using var read = RecordJson.TryParse(record);
        if (read?.RootElement is not { ValueKind: System.Text.Json.JsonValueKind.Object } fields) return false;
        var members = fields.EnumerateObject().Take(2).ToArray();
        return members is [{ Value.ValueKind: System.Text.Json.JsonValueKind.String }]
            && members[0].Value.GetString() is { } text
            && text.StartsWith(Word, StringComparison.Ordinal)
            && text.Length >= Word.Length + EraseReceipt.IdLength
            && text[Word.Length..].All(character => char.IsAsciiDigit(character) || character is 'T' or '-');
    }
}

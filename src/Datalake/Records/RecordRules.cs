using Datalake.Json;

namespace Datalake.Records;

/// <summary>The rules a record can break, by the names that quarantine, status and tests use.</summary>
public static class RecordRules
{
    /// <summary>The text is not JSON.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>The text ends inside a value.</summary>
    public const string Truncated = "truncated";

    /// <summary>The JSON value is not an object.</summary>
    public const string NotAnObject = "not-an-object";

    /// <summary>The bytes are not UTF-8.</summary>
    public const string InvalidUtf8 = "invalid-utf8";

    /// <summary>Half of a surrogate pair is escaped alone.</summary>
    public const string LoneSurrogate = "lone-surrogate";

    /// <summary>The nesting is deeper than <see cref="RecordLimits.Depth"/>.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>A string holds broken JSON that a protect rule reaches into, so that what must be hidden cannot be found.</summary>
    public const string Unprotected = "unprotected";

    /// <summary>The record is larger than <see cref="RecordLimits.RecordBytes"/>.</summary>
    public const string TooLarge = "too-large";

    /// <summary>An identity field is absent, null, empty or not of its type.</summary>
    public const string NoIdentity = "no-identity";

    /// <summary>None of the <c>changedAt</c> fields is present, or the first present one is no usable date.</summary>
    public const string NoChangeDate = "no-change-date";

    /// <summary>
    /// The arrival holds nothing: no bytes, or white space only. (A batch without records, <c>[]</c> or a header alone, is done with none.)
    /// </summary>
    public const string Empty = "empty";

    /// <summary>The gzip stream is damaged or ends early.</summary>
    public const string BadGzip = "bad-gzip";

    /// <summary>The gzip stream grows beyond <see cref="RecordLimits.Expansion"/>.</summary>
    public const string GzipBomb = "gzip-bomb";

    /// <summary>The arrival is in a format that is not read, such as zip or Parquet.</summary>
    public const string UnknownFormat = "unknown-format";

    /// <summary>A document does not have the records where <c>raw.records</c> says.</summary>
    public const string NoRecords = "no-records";

    /// <summary>A CSV row does not have as many fields as the header, or breaks the quoting rules.</summary>
    public const string MalformedCsv = "malformed-csv";

    /// <summary>The arrival's key cannot be a key in the lake.</summary>
    public const string BadKey = "bad-key";

    /// <summary>An entry that stands for the bad records of an arrival behind those that are kept one by one.</summary>
    public const string Rest = "rest";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MalformedJson,
        Truncated,
        NotAnObject,
        InvalidUtf8,
        LoneSurrogate,
        TooDeep,
        Unprotected,
        TooLarge,
        NoIdentity,
        NoChangeDate,
        Empty,
        BadGzip,
        GzipBomb,
        UnknownFormat,
        NoRecords,
        MalformedCsv,
        BadKey,
        Rest,
    ];

    /// <summary>Says that a text is not UTF-8, and what it seems to be instead.</summary>
    /// <param name="subject">The text, with its verb.</param>
    /// <param name="text">Its bytes.</param>
    internal static RecordProblem NotUtf8(string subject, ReadOnlySpan<byte> text)
    {
        var offset = Utf8Check.FirstInvalid(text);
        var hint = text is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] ? " It begins as UTF-16 does; send the file as UTF-8." : string.Empty;
        return new RecordProblem(InvalidUtf8, $"{subject} not UTF-8 from byte {offset} on.{hint}", offset);
    }

    /// <summary>Puts a fault of the JSON scanner in words.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="offset">Bytes from the start of the record.</param>
    /// <param name="limits">The limits in force.</param>
    internal static RecordProblem Describe(JsonFault fault, long offset, RecordLimits limits) => fault switch
    {
        JsonFault.Truncated => new(Truncated, $"The JSON text ends inside a value, at byte {offset}. Was the upload cut?", offset),
        JsonFault.TooDeep => new(TooDeep, $"Nested deeper than {limits.Depth} levels at byte {offset}.", offset),
            JsonFault.LoneSurrogate => new(
                LoneSurrogate, $"The escape at byte {offset} is half a surrogate pair and has no UTF-8 form.", offset),
        JsonFault.InvalidUtf8 => new(InvalidUtf8, $"The bytes are not UTF-8 from byte {offset} on.", offset),
        JsonFault.ControlCharacter => new(MalformedJson, $"A control character stands unescaped in a string at byte {offset}.", offset),
        JsonFault.MalformedEscape => new(MalformedJson, $"The backslash at byte {offset} begins no JSON escape.", offset),
        JsonFault.MalformedNumber => new(MalformedJson, $"The number that ends at byte {offset} is not a JSON number.", offset),
            JsonFault.Unprotected => new(
                Unprotected,
                $"The string that ends at byte {offset} holds broken JSON, and a protect rule reaches into it; it cannot be let through in the clear.",
                offset
            ),
            JsonFault.TrailingText => new(
                MalformedJson, $"Text follows the value at byte {offset}; one object a line is what is read.", offset),
        JsonFault.UnexpectedCharacter => new(MalformedJson, $"The character at byte {offset} is not allowed there.", offset),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault was expected."),
    };
}

namespace Datalake.Json;

/// <summary>Why a text is not the JSON it should be.</summary>
public enum JsonFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The text ends inside a value.</summary>
    Truncated,

    /// <summary>A character stands where the grammar does not allow it.</summary>
    UnexpectedCharacter,

    /// <summary>A number breaks the grammar (leading zero, plus sign, lone point, …).</summary>
    MalformedNumber,

    /// <summary>A backslash is followed by something that is no escape.</summary>
    MalformedEscape,

    /// <summary>A character below U+0020 stands unescaped in a string; most often a NUL byte.</summary>
    ControlCharacter,

    /// <summary>Half of a UTF-16 surrogate pair is escaped without its other half; it has no UTF-8 form.</summary>
    LoneSurrogate,

    /// <summary>The nesting is deeper than the limit.</summary>
    TooDeep,

    /// <summary>Text follows the value.</summary>
    TrailingText,

    /// <summary>The bytes are not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A string holds broken JSON that a protect rule reaches into.</summary>
    Unprotected,
}

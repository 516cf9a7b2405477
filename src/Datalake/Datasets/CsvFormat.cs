namespace Datalake.Datasets;

/// <summary>How the CSV arrivals of a dataset are written. The defaults are those of RFC 4180.</summary>
public sealed record CsvFormat
{
    /// <summary>The character between two fields.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The character around a field that holds delimiters or line ends; null where there is none.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>
    /// The character that takes the meaning from the one behind it; null where there is none, and a quote is escaped by doubling it.
    /// </summary>
    public char? Escape { get; init; }

    /// <summary>True when the first row gives the names.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The names of the columns in their order, in place of those of a header; null where the header gives them.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Lines before the header, or before the first row, that are not read.</summary>
    public int SkipLines { get; init; }

    /// <summary>The encoding, where no byte order mark says it.</summary>
    public CsvEncoding Encoding { get; init; } = CsvEncoding.Utf8;

    /// <summary>Unquoted fields that mean the same as an empty one.</summary>
    public IReadOnlyList<string> NullWords { get; init; } = [];

    /// <summary>True when blanks around an unquoted field are no part of it.</summary>
    public bool Trim { get; init; }

    /// <summary>True when numbers are written as <c>1.234,56</c>.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// The names that the contract knows, of which a header has at least one: the keys of columns, and those that are renamed or copied.
    /// Empty where they are not known.
    /// </summary>
    public IReadOnlyList<string> Declared { get; init; } = [];
}

/// <summary>How text is written as bytes.</summary>
public enum CsvEncoding
{
    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>ISO 8859-1: each byte is the character of that number.</summary>
    Latin1,

    /// <summary>Windows-1252: Latin-1 with letters and punctuation in place of control characters.</summary>
    Windows1252,

    /// <summary>UTF-16; little-endian, where no byte order mark says otherwise.</summary>
    Utf16,
}

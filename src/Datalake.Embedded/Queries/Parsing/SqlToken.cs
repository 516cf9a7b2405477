namespace Datalake.Embedded.Queries.Parsing;

/// <summary>What a token of SQL is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    /// <summary>A string: in quotes, with escapes after E, or between dollar signs.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One character of an operator, a bracket, a comma, a semicolon.</summary>
    Symbol,

    /// <summary>
    /// The start of a string, a quoted name or a comment that the text does not close. It reaches to the end of the text.
    /// </summary>
    Unclosed,
}

/// <summary>A token of SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The position of its first byte.</param>
/// <param name="End">The position after its last byte.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End);

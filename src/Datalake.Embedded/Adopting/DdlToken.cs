namespace Datalake.Embedded.Adopting;

/// <summary>What a token of a Hive or Athena statement is.</summary>
internal enum DdlTokenKind
{
    /// <summary>A keyword, a name without quotes, or a number.</summary>
    Word,

    /// <summary>A name between back-ticks or double quotes.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>One character of another kind.</summary>
    Symbol,
}

/// <summary>A token of a Hive or Athena statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">What it says: a name or string without its quotes and escapes.</param>
/// <param name="Start">The position of its first character.</param>
/// <param name="End">The position after its last character.</param>
internal readonly record struct DdlToken(DdlTokenKind Kind, string Value, int Start, int End)
{
    /// <summary>True for a keyword; case does not matter.</summary>
    /// <param name="word">The keyword.</param>
    public bool Is(string word) => Kind == DdlTokenKind.Word && string.Equals(Value, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    public bool Is(char symbol) => Kind == DdlTokenKind.Symbol && Value[0] == symbol;
}

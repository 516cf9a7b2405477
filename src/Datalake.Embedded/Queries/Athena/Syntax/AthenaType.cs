using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>A type of Athena's after AS in a cast.</summary>
/// <param name="Text">The type in the engine's SQL; null when it is the same text.</param>
/// <param name="Function">A function that the value goes through after the cast, with <paramref name="Length"/>; null when there is none.</param>
/// <param name="Length">The number in the type's brackets.</param>
internal sealed record AthenaType(string? Text, string? Function = null, string? Length = null)
{
    /// <summary>Reads a type.</summary>
    /// <param name="tokens">The query.</param>
    /// <param name="from">The number of its first token.</param>
    /// <param name="to">The number of the token after its last.</param>
    public static AthenaType Read(SqlTokens tokens, int from, int to)
    {
        var length = to - from;
        var isSized = length >= 4 && tokens.IsSymbol(from + 1, '(') && tokens.Closing(from + 1) == from + 3;
        if (isSized && length == 4 && tokens.IsWord(from, "VARCHAR")) return new AthenaType("VARCHAR", "athena_shorten", Word(tokens, from + 2));
        if (tokens.IsWord(from, "CHAR") && length is 1 or 4)
            return new AthenaType("VARCHAR", "athena_pad", length == 1 ? "1" : Word(tokens, from + 2));
        if (isSized && length == 4 && tokens.IsWord(from, "TIMESTAMP")) return new AthenaType("TIMESTAMP", "athena_precision", Word(tokens, from + 2));
        var reader = new AthenaTypeReader(tokens, from, to);
        return new AthenaType(reader.Read() is { } text && reader.IsAtEnd && reader.IsOther ? text : null);
    }

    private static string Word(SqlTokens tokens, int index) => tokens.TextOf(tokens[index].Start, tokens[index].End);
}

using System.Text;
using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>Reads the text of a field path from left to right; the first problem ends it.</summary>
internal sealed class FieldPathParser(string text)
{
    private readonly List<FieldPathStep> steps = [];
    private int position;

    public string? Problem { get; private set; }

    public FieldPath? Parse()
    {
        var anyDepth = text.StartsWith("**.", StringComparison.Ordinal);
        if (anyDepth) position = 3;
        while (true)
        {
            var start = position;
            if (ReadKey() is not { } key) return null;
            if (key.Contains("**", StringComparison.Ordinal))
                return Fail(start, "one '*' at a time, since '**.' stands only at the beginning of a path");
            steps.Add(new FieldPathStep(key, ReadElements()));
            if (position == text.Length) return new FieldPath(text, anyDepth, steps);
            if (key.Contains('*', StringComparison.Ordinal))
                return Fail(start, "a key without '*', since '*' stands only in the last key of a path");
            if (Current == '.') position++;
            else if (Current != '[' || AtElements) return Fail(position, "'.', '[\"' or the end, since '[]' stands once behind a key");
        }
    }

    private string? ReadKey()
    {
        if (Current == '[' && !AtElements) return ReadQuotedKey();
        var start = position;
        while (position < text.Length && Current is not ('.' or '[')) position++;
        if (position > start) return text[start..position];
        Fail(start, "a key");
        return null;
    }

    private string? ReadQuotedKey()
    {
        var start = position++;
        var quote = Current;
        if (quote is not ('"' or '\''))
        {
            Fail(position, "']' or a key in quotes");
            return null;
        }

        var key = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (Current == '\\' && position + 1 < text.Length) position++;
            else if (Current == quote) break;
            key.Append(Current);
        }

        if (text.AsSpan(Math.Min(position + 1, text.Length)) is [']', ..])
        {
            position += 2;
            return key.ToString();
        }

        Fail(start, $"a key that ends with {quote}]");
        return null;
    }

    private bool ReadElements()
    {
        if (!AtElements) return false;
        position += 2;
        return true;
    }

    private char Current => position < text.Length ? text[position] : '\0';

    private bool AtElements => text.AsSpan(position).StartsWith("[]", StringComparison.Ordinal);

    private FieldPath? Fail(int start, string expected)
    {
        var found = start < text.Length ? $"'{Excerpt.Around(text[start..], 0)}'" : "the end";
        Problem = $"Character {start + 1} of the path '{Excerpt.Around(text, start)}': expected {expected}, found {found}.";
        return null;
    }
}

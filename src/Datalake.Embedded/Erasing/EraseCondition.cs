using Datalake.Datasets;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Which records to erase: <c>column = 'value'</c>, of which several are joined by <c>AND</c>. A column is a field of the record, by its
/// name as it came or as the contract names it; nested fields are written with dots, as in <c>ClientProfileData.email = 'a@b.c'</c>.
/// Values are text between single quotes (a quote in it is doubled), numbers, <c>true</c> or <c>false</c>.
/// </summary>
public sealed class EraseCondition
{
    private EraseCondition(IReadOnlyList<EraseTerm> terms)
    {
        Terms = terms;
    }

    /// <summary>The comparisons; a record is erased when all of them hold. At least one.</summary>
    public IReadOnlyList<EraseTerm> Terms { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">
    /// The text is no condition. The message says at which character, and what was expected; it does not repeat values.
    /// </exception>
    public static EraseCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new Parser(text);
        var terms = new List<EraseTerm> { parser.ReadTerm() };
        while (parser.ReadAnd()) terms.Add(parser.ReadTerm());
        return new EraseCondition(terms);
    }

    private sealed class Parser(string text)
    {
        private int position;

        public EraseTerm ReadTerm()
        {
            var start = SkipBlanks();
            var path = ReadPath();
            if (path.Length == 0) throw Fail(start, "a column");
            if (!FieldPath.TryParse(path, out var field, out var problem))
                throw new FormatException($"The condition does not begin with a column at character {start + 1}. {problem}");
            if (SkipBlanks() >= text.Length || text[position] != '=') throw Fail(position, "'=', the only comparison there is");
            position++;
            return new EraseTerm(field, ReadValue());
        }

        public bool ReadAnd()
        {
            if (SkipBlanks() == text.Length) return false;
            var rest = text.AsSpan(position);
            if (!rest.StartsWith("AND", StringComparison.OrdinalIgnoreCase) || rest.Length < 4 || !char.IsWhiteSpace(rest[3]))
                throw Fail(position, "AND or the end; erase what other conditions select with commands, or lines, of their own");
            position += 3;
            return true;
        }

        private string ReadPath()
        {
            var start = position;
            var quote = '\0';
            for (; position < text.Length; position++)
            {
                var character = text[position];
                if (quote != '\0') quote = character == quote ? '\0' : quote;
                else if (character is '"' or '\'') quote = character;
                else if (character is '=' or '<' or '>' or '!' || char.IsWhiteSpace(character)) break;
            }

            return text[start..position];
        }

        private string ReadValue()
        {
            var start = SkipBlanks();
            if (start < text.Length && text[start] == '\'') return ReadText();
            while (position < text.Length && !char.IsWhiteSpace(text[position])) position++;
            var word = text[start..position];
            if (word is "true" or "false" || ValueForms.IsNumber(word)) return word;
            throw Fail(start, "a value: text between single quotes, a number, true or false");
        }

        private string ReadText()
        {
            var start = position++;
            var value = new System.Text.StringBuilder();
            for (; position < text.Length; position++)
            {
                if (text[position] != '\'')
                {
                    value.Append(text[position]);
                    continue;
                }

                if (position + 1 < text.Length && text[position + 1] == '\'')
                {
                    value.Append('\'');
                    position++;
                    continue;
                }

                position++;
                return value.Length > 0 ? value.ToString() : throw Fail(start, "a value that is not empty");
            }

            throw Fail(start, "a quote that closes the value");
        }

        private int SkipBlanks()
        {
            while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
            return position;
        }

        private static FormatException Fail(int at, string expected) =>
            new($"The condition is wrong at character {at + 1}: expected {expected}. Write it as column = 'value' AND other.column = 'value'.");
    }
}

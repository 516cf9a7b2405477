using System.Text;
using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>Reads the text of a key template; the first problem ends it.</summary>
internal sealed class KeyTemplateParser(string text)
{
    private readonly List<KeyTemplatePart> parts = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public string? Problem { get; private set; }

    public KeyTemplate? Parse()
    {
        if (text.Length == 0) return Fail(0, "a template has at least one character");
        if (Encoding.UTF8.GetByteCount(text) > KeyTemplate.MaxBytes)
            return Fail(0, $"a template has at most {KeyTemplate.MaxBytes} bytes, as a key in S3 has");
        var position = 0;
        while (position < text.Length && Problem is null)
            position = text[position] == '{' ? ReadPlaceholder(position) : ReadLiteral(position);
        if (Problem is null) CheckSegments();
        return Problem is null ? new KeyTemplate(text, parts) : null;
    }

    private int ReadLiteral(int start)
    {
        var end = text.IndexOf('{', start);
        if (end < 0) end = text.Length;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '}') Fail(i, "'}' ends a placeholder, and none is open");
            else if (text[i] == '\\') Fail(i, "a key has no '\\'; its parts have '/' between them, on Windows too");
            else if (char.IsControl(text[i])) Fail(i, "a key has no control characters");
        }

        parts.Add(new KeyTemplatePart(text[start..end], IsPlaceholder: false, CrossesSlash: false));
        return end;
    }

    private int ReadPlaceholder(int start)
    {
        var end = text.IndexOf('}', start);
        if (end < 0)
        {
            Fail(start, "a placeholder that '{' begins needs a '}'");
            return text.Length;
        }

        var name = text[(start + 1)..end];
        var crossesSlash = name.EndsWith('*');
        if (crossesSlash) name = name[..^1];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            Fail(start, "a placeholder's name is one or more letters, digits, '_' or '-', then '*' if it takes '/' too");
        else if (!names.Add(name))
            Fail(start, $"each placeholder has a name of its own, and '{name}' is there already");
        else if (parts is [.., { IsPlaceholder: true }])
            Fail(start, "between two placeholders stands at least one character, else nobody knows where the first one ends");
        parts.Add(new KeyTemplatePart(name, IsPlaceholder: true, crossesSlash));
        return end + 1;
    }

    /// <summary>A key is a file's path in the folder as well, so what a path cannot hold is refused here.</summary>
    private void CheckSegments()
    {
        var start = 0;
        foreach (var segment in text.Split('/'))
        {
            if (segment.Length == 0) Fail(start, "a key does not begin or end with '/' and has no two of them in a row");
            else if (segment is "." or "..") Fail(start, "'.' and '..' are no names");
            start += segment.Length + 1;
        }
    }

    private KeyTemplate? Fail(int position, string rule)
    {
        Problem ??= $"Character {position + 1} of the key template '{Excerpt.Around(text, position)}': {rule}.";
        return null;
    }
}

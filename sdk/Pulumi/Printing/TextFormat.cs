using System.Globalization;
using System.Text;

namespace Pulumi.Printing;

/// <summary>Reads a composite format into text and references.</summary>
internal static class TextFormat
{
    /// <summary>What the text is made of.</summary>
    /// <param name="text">The text and its arguments.</param>
    /// <returns>A string when all is known, else an <see cref="Interpolation"/>.</returns>
    /// <exception cref="NotSupportedException">An output has an alignment or a format, or is the result of a function.</exception>
    public static object Read(FormattableString text)
    {
        var parts = new List<object>();
        var literal = new StringBuilder();
        var format = text.Format;
        for (var at = 0; at < format.Length; at++)
        {
            var c = format[at];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
            }
            else if (at + 1 < format.Length && format[at + 1] == c)
            {
                literal.Append(c);
                at++;
            }
            else
            {
                var end = format.IndexOf('}', at);
                Argument(format[(at + 1)..end], text, parts, literal);
                at = end;
            }
        }

        return Finish(parts, literal);
    }

    private static void Argument(string item, FormattableString text, List<object> parts, StringBuilder literal)
    {
        var digits = item.IndexOfAny([',', ':']);
        var index = int.Parse(digits < 0 ? item : item[..digits], CultureInfo.InvariantCulture);
        var value = text.GetArgument(index);
        while (value is IValue { Node: var node }) value = node;
        if (value is not Deferred)
        {
            var asItWas = digits < 0 ? "{0}" : "{0" + item[digits..] + "}";
            literal.AppendFormat(CultureInfo.InvariantCulture, asItWas, value);
            return;
        }

        if (digits >= 0) throw new NotSupportedException($"'{{{item}}}': an output takes no alignment and no format.");
        foreach (var part in PartsOf(value))
        {
            if (part is string known)
            {
                literal.Append(known);
                continue;
            }

            if (literal.Length > 0) parts.Add(literal.ToString());
            literal.Clear();
            parts.Add(part);
        }
    }

    private static IEnumerable<object> PartsOf(object value) => value switch
    {
        Interpolation interpolation => interpolation.Parts,
        Reference reference => [reference],
            FunctionCall call => throw new NotSupportedException(
                $"The result of fn::{call.Name} cannot be part of a text; give it to a property of its own."),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be part of a text."),
    };

    private static object Finish(List<object> parts, StringBuilder literal)
    {
        if (parts.Count == 0) return literal.ToString();
        if (literal.Length > 0) parts.Add(literal.ToString());
        return parts is [Reference only] ? only : new Interpolation(parts);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Datalake.Conforming;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Texts by which values are compared, so that equal values have equal texts: a string has its own, a number one for all of its forms.
/// They are what is hashed for the erasure list.
/// </summary>
internal static class ValueForms
{
    /// <summary>The forms that a value may have which is equal to what a condition says.</summary>
    public static IEnumerable<string> OfCondition(string value)
    {
        yield return OfText(value);
        if (IsNumber(value)) yield return OfNumber(value);
    }

    /// <summary>The form of a value of a record; null for null, objects and arrays.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfText(value.GetString()!),
        JsonValueKind.Number => OfNumber(value.GetRawText()),
        JsonValueKind.True => OfText("true"),
        JsonValueKind.False => OfText("false"),
        _ => null,
    };

    /// <summary>The form of a text.</summary>
    public static string OfText(string text) => "s" + text;

    /// <summary>The form of a number, whichever way it is written.</summary>
    public static string OfNumber(string number) =>
        NumberText.TryExact(Encoding.UTF8.GetBytes(number), out var digits, out var scale)
            ? string.Create(CultureInfo.InvariantCulture, $"n{digits}e{-scale}")
            : "n" + number;

    /// <summary>True for the text of a JSON number.</summary>
    public static bool IsNumber(string text) => NumberText.IsNumber(Encoding.UTF8.GetBytes(text), out _);
}

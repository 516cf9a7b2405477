using System.Globalization;

namespace Datalake.Server.Settings.Reading;

/// <summary>A number and its unit.</summary>
internal static class UnitText
{
    // Small enough that no unit makes it overflow.
    private const int LongestNumber = 6;

    /// <summary>Takes <c>128MB</c> apart. False where it does not begin with a number of 1 to 999,999 without leading zeros.</summary>
    public static bool TrySplit(string text, out int number, out string unit)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        number = 0;
        unit = text[digits..];
        if (digits is 0 or > LongestNumber || text[0] == '0') return false;
        number = int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return true;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Datalake.Cli.Commands;

/// <summary>Makes options whose values are checked; a wrong one is reported in plain words.</summary>
internal static class Options
{
    /// <summary>A number between two bounds.</summary>
    public static Option<T> Number<T>(string name, string help, string description, T defaultValue, T minimum, T maximum)
        where T : struct, INumber<T> => new(name)
    {
        Description = description,
        HelpName = help,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseNumber(name, result, minimum, maximum),
    };

    /// <summary>One of the words that an enumeration has, in lower case. Without the option the first.</summary>
    public static Option<T> Word<T>(string name, string description)
        where T : struct, Enum => new(name)
    {
        Description = $"{description} [default: {Words<T>()[0]}]",
        HelpName = string.Join('|', Words<T>()),
        CustomParser = result => ParseWord<T>(name, result),
    };

    /// <summary>An argument that is one of the words that an enumeration has.</summary>
    public static Argument<T> WordArgument<T>(string name, string description)
        where T : struct, Enum => new(name)
    {
        Description = description,
        HelpName = string.Join('|', Words<T>()),
        CustomParser = result => ParseWord<T>(name, result),
    };

    private static T ParseNumber<T>(string name, ArgumentResult result, T minimum, T maximum)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            result.AddError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is '{text}'; it is a {(typeof(T) == typeof(double) ? "number" : "whole number")} between {minimum} and {maximum}."
                )
            );
        else if (!(value >= minimum && value <= maximum))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it lies between {minimum} and {maximum}."));
        return value;
    }

    private static T ParseWord<T>(string name, ArgumentResult result)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        var words = Words<T>();
        var index = Array.FindIndex(words, word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return Enum.GetValues<T>()[index];
        result.AddError($"{name} is '{text}'; it is one of {string.Join(", ", words)}.");
        return default;
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(word => word.ToLowerInvariant())];

    /// <summary>An option that takes a time; without an offset it is UTC.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            string[] forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out var time)) return time;
            result.AddError($"{name} is '{text}'; write a time as 2026-11-20 or 2026-11-20T09:30:00Z. Without an offset it is UTC.");
            return null;
        },
    };
}

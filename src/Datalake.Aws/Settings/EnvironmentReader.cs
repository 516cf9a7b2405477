using System.Globalization;

namespace Datalake.Aws.Settings;

/// <summary>Reads settings from environment variables and collects every problem, so that a person mends all of them at once.</summary>
/// <param name="environment">Gives a variable's value, or null.</param>
public sealed class EnvironmentReader(Func<string, string?> environment)
{
    private readonly List<string> problems = [];

    /// <summary>What is wrong so far, each with the variable's name, its value and what to do.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Notes a problem.</summary>
    /// <param name="problem">The problem, beginning with the variable's name.</param>
    public void Add(string problem) => problems.Add(problem);

    /// <summary>Reads a variable that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it holds, for the message when it is not there.</param>
    /// <returns>Its value; empty when there is a problem.</returns>
    public string Required(string name, string meaning)
    {
        if (environment(name)?.Trim() is { Length: > 0 } value) return value;
        problems.Add($"{name} is not set. Set it to {meaning}.");
        return string.Empty;
    }

    /// <summary>Reads a variable that may be missing.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value; null when it is missing or empty.</returns>
    public string? Optional(string name) => environment(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="minimum">The smallest allowed.</param>
    /// <param name="maximum">The largest allowed.</param>
    /// <param name="fallback">The value of a missing variable.</param>
    public int Integer(string name, int minimum, int maximum, int fallback)
    {
        if (Optional(name) is not { } text) return fallback;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum
            && value <= maximum
        )
            return value;
        problems.Add($"{name} is '{text}'; a whole number from {minimum} to {maximum} was expected.");
        return fallback;
    }

    /// <summary>Reads a list with commas between its items.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="meaning">What it holds.</param>
    public IReadOnlyList<string> RequiredList(string name, string meaning)
    {
        var text = Required(name, meaning);
        if (text.Length == 0) return [];
        var items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0) problems.Add($"{name} is '{text}', which holds nothing. Set it to {meaning}.");
        foreach (var repeated in items.GroupBy(item => item, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add($"{name} holds '{repeated.Key}' twice.");
        return items;
    }

    /// <summary>Reads <c>name=value</c> pairs with commas between them.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="items">The items.</param>
    /// <param name="example">A pair, for messages.</param>
    public IReadOnlyDictionary<string, string> Pairs(string name, IEnumerable<string> items, string example)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (item, string.Empty) : (item[..equals].Trim(), item[(equals + 1)..].Trim());
            if (key.Length == 0 || value.Length == 0) problems.Add($"{name} holds '{item}'; a pair such as '{example}' was expected.");
            else if (!pairs.TryAdd(key, value)) problems.Add($"{name} holds '{key}' twice.");
        }

        return pairs;
    }

    /// <summary>Ends the reading.</summary>
    /// <param name="function">The function whose settings these are.</param>
    /// <exception cref="SettingsException">There were problems.</exception>
    public void ThrowIfBad(string function)
    {
        if (problems.Count > 0) throw new SettingsException(function, [.. problems]);
    }
}

using System.Globalization;

namespace Datalake.Infrastructure.Settings;

/// <summary>Reads settings and collects what is wrong with them, so that all of it is said at once.</summary>
/// <param name="get">A setting's text by its name; null when it is not set.</param>
/// <param name="region">The region, a setting of the provider; null when it is not set there.</param>
/// <param name="time">Says which year it is; null for the machine's clock.</param>
internal sealed class SettingsReader(Func<string, string?> get, string? region = null, TimeProvider? time = null)
{
    private readonly List<SettingProblem> problems = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>The region; null when it is not known here.</summary>
    public string? Region => region;

    /// <summary>Today, UTC.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime((time ?? TimeProvider.System).GetUtcNow().UtcDateTime);

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<SettingProblem> Problems => problems;

    /// <summary>Adds a problem.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="message">The rule, the value that breaks it and what to do.</param>
    public void Report(string setting, string message) => problems.Add(new SettingProblem(setting, message));

    /// <summary>A text that may be absent.</summary>
    /// <param name="setting">The setting.</param>
    /// <returns>Null when it is not set, or empty.</returns>
    public string? Optional(string setting)
    {
        known.Add(setting);
        return get(setting) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }

    /// <summary>A text of a form.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    /// <param name="fits">Whether a text has the form.</param>
    /// <param name="form">The form in words: "a text that …".</param>
    public string Text(string setting, string fallback, Func<string, bool> fits, string form)
    {
        var text = Optional(setting) ?? fallback;
        if (!fits(text)) Report(setting, $"must be {form}, but is '{text}'.");
        return text;
    }

    /// <summary>A whole number.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    /// <param name="smallest">The smallest allowed.</param>
    /// <param name="largest">The largest allowed.</param>
    /// <param name="unit">What it counts.</param>
    public int Whole(string setting, int fallback, int smallest, int largest, string unit) =>
        OptionalWhole(setting, smallest, largest, unit) ?? fallback;

    /// <summary>A whole number that may be absent.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="smallest">The smallest allowed.</param>
    /// <param name="largest">The largest allowed.</param>
    /// <param name="unit">What it counts.</param>
    /// <returns>Null when it is not set, or wrong.</returns>
    public int? OptionalWhole(string setting, int smallest, int largest, string unit)
    {
        if (Optional(setting) is not { } text) return null;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= smallest
            && number <= largest
        )
            return number;
        Report(setting, $"must be a whole number of {unit} from {smallest} to {largest}, but is '{text}'.");
        return null;
    }

    /// <summary>One of several.</summary>
    /// <typeparam name="T">What the texts stand for.</typeparam>
    /// <param name="setting">The setting.</param>
    /// <param name="choices">The texts and what they stand for; the first counts when it is not set.</param>
    public T Choice<T>(string setting, params (string Text, T Value)[] choices)
    {
        if (Optional(setting) is not { } text) return choices[0].Value;
        foreach (var choice in choices)
        {
            if (choice.Text == text) return choice.Value;
        }

        Report(setting, $"must be {string.Join(" or ", choices.Select(choice => $"'{choice.Text}'"))}, but is '{text}'.");
        return choices[0].Value;
    }

    /// <summary>A comma-separated list.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="fallback">What counts when it is not set.</param>
    /// <param name="fits">Whether an element has the form.</param>
    /// <param name="form">An element's form in words: "a text that …".</param>
    public IReadOnlyList<string> List(string setting, string fallback, Func<string, bool> fits, string form)
    {
        var items = (Optional(setting) ?? fallback).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var item in items.Where(item => !fits(item))) Report(setting, $"must list {form}, but has '{item}'.");
        foreach (var twice in items.GroupBy(item => item, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Report(setting, $"lists '{twice.Key}' twice.");
        return items;
    }

    /// <summary>A comma-separated list of <c>key=value</c>.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="fits">Whether a value has its form.</param>
    /// <param name="form">A pair's form in words: "a text that …".</param>
    public IReadOnlyDictionary<string, string> Pairs(string setting, Func<string, string, bool> fits, string form)
    {
        var pairs = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in (Optional(setting) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (item.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } key, { Length: > 0 } value] || !fits(key, value))
                Report(setting, $"must list {form}, but has '{item}'.");
            else if (!pairs.TryAdd(key, value)) Report(setting, $"names '{key}' twice.");
        }

        return pairs;
    }

    /// <summary>Reports settings that nothing has read.</summary>
    /// <param name="names">The names of all settings that are set.</param>
    public void ReportUnknown(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal))
            Report(name, $"is no setting of this stack. There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
    }
}

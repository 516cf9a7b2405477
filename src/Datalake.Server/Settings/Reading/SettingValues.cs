using System.Globalization;
using Cronos;
using Datalake.Datasets;
using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>The kinds of values that occur in several places of the settings. What has no reading gives null and adds a problem.</summary>
internal static class SettingValues
{
    private const int LongestName = 64;

    /// <summary>The node as one whose values no problem shows, since a secret may stand there by mistake.</summary>
    public static DocumentNode? Hidden(this DocumentNode? node) => node is null ? null : node with { IsSecret = true };

    public static TimeSpan? AsDuration(this DocumentNode node, TimeSpan minimum, TimeSpan maximum)
    {
        if (node.AsString() is not { } text) return null;
        if (DurationText.TryParse(text, out var duration) && duration >= minimum && duration <= maximum) return duration;
        node.Report(
            SettingsRules.Duration,
            $"Has to be a duration from {DurationText.Of(minimum)} to {DurationText.Of(maximum)}, a number with ms, s, m, h or d such as \"5s\", " +
            $"but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }

    public static long? AsSize(this DocumentNode node, long minimum, long maximum)
    {
        if (node.AsString() is not { } text) return null;
        if (SizeText.TryParse(text, out var bytes) && bytes >= minimum && bytes <= maximum) return bytes;
        node.Report(
            SettingsRules.Size,
            $"Has to be a size from {SizeText.Of(minimum)} to {SizeText.Of(maximum)}, a number with B, KB, MB, GB (powers of 1,000) " +
            $"or KiB, MiB, GiB (of 1,024) such as \"128MB\", but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }

    public static int? AsPositive(this DocumentNode node)
    {
        if (node.AsCount() is not { } count) return null;
        if (count > 0) return count;
        node.Report(SettingsRules.Count, string.Create(CultureInfo.InvariantCulture, $"Has to be at least 1, but is {count}."));
        return null;
    }

    /// <summary>The place of a secret. A text that is none is not shown: whoever got this wrong may have written the secret.</summary>
    public static KeyReference? AsSecret(this DocumentNode node)
    {
        if (node.AsString() is not { } text) return null;
        if (KeyReference.TryParse(text, out var reference)) return reference;
        node.Report(
            SettingsRules.SecretReference,
            "A secret is named by its place, as 'env:NAME' (letters, digits, underscores) or 'file:PATH'; it never stands here itself. " +
            "If this was the secret, replace it: it may have been read.");
        return null;
    }

    /// <summary>The path of a file, written as <c>file:PATH</c>.</summary>
    public static KeyReference? AsFile(this DocumentNode node)
    {
        if (node.AsString() is not { } text) return null;
        if (KeyReference.TryParse(text, out var reference) && reference.Kind == KeyReferenceKind.File) return reference;
        node.Report(SettingsRules.TlsFile, "Names a file, as 'file:PATH', e.g. \"file:tls.pem\".");
        return null;
    }

    /// <summary>Cron's five fields, in UTC; null, without a problem, for never.</summary>
    public static CronExpression? AsSchedule(this DocumentNode node, TimeProvider time)
    {
        if (node.Element.ValueKind == System.Text.Json.JsonValueKind.Null || node.AsString() is not { } text) return null;
        if (!CronExpression.TryParse(text, CronFormat.Standard, out var schedule))
        {
            node.Report(
                SettingsRules.Schedule,
                "A schedule has cron's five fields in UTC (minute, hour, day of month, month, day of week) such as \"10 * * * *\", or is null for " +
                $"never, but is '{Excerpt.Around(text, 0)}'.");
            return null;
        }

        if (schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime) is not null) return schedule;
        node.Report(SettingsRules.Schedule, $"The schedule '{Excerpt.Around(text, 0)}' names a date that never comes. Use null for never.");
        return null;
    }

    /// <summary>Reports a name that cannot stand in a log and an address.</summary>
    public static bool IsName(this DocumentNode node, string name)
    {
        if (name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsNameCharacter)) return true;
        node.Report(
            SettingsRules.Name,
            $"A name is 1 to {LongestName} letters, digits, '-', '_' and '.', the first a letter or digit, but is '{Excerpt.Around(name, 0)}'.");
        return false;
    }

    /// <summary>The texts of a list, without those that are none.</summary>
    public static IReadOnlyList<(DocumentNode Node, string Text)> AsTexts(this DocumentNode node)
    {
        var texts = new List<(DocumentNode Node, string Text)>();
        foreach (var item in node.AsArray() ?? [])
        {
            if (item.AsString() is { } text) texts.Add((item, text));
        }

        return texts;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}

using System.CommandLine;
using System.Globalization;
using Datalake.Storage;

namespace Datalake.Cli.Commands.Aws;

/// <summary>The options of <c>lake aws backfill</c>: either a range of raw objects, or a range of hours.</summary>
internal sealed class BackfillOptions
{
    /// <summary>A year, more than which is a slip of the finger.</summary>
    private const int MaximumHours = 366 * 24;

    public Option<string> Dataset { get; } = new("--dataset") { Description = "The dataset.", HelpName = "NAME", Required = true };

    public Option<string?> Prefix { get; } = new("--prefix") { Description = "Raw objects whose keys begin with this.", HelpName = "P" };

    public Option<string?> From { get; } =
        new("--from") { Description = "Raw objects from this key on, in the order of keys; to go on after a stop.", HelpName = "KEY" };

    public Option<DateTimeOffset?> After { get; } = Options.Time("--after", "Raw objects that were put at this time or later.");

    public Option<DateTimeOffset?> Before { get; } = Options.Time("--before", "Raw objects that were put before this time.");

    public Option<bool> All { get; } = new("--all") { Description = "All raw objects of the dataset." };

    public Option<int> Rate { get; } =
        Options.Number("--rate", "N", "The maximum number of raw objects a second, so that the functions keep up.", 200, 1, 100_000);

    public Option<int?> RateMegabytes { get; } = new("--rate-mb")
    {
        Description =
            "The maximum number of megabytes a second that go to the delivery stream. Default: half of what it takes. A key that ends with .gz counts eightfold.",
        HelpName = "MB",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate);
            if (isNumber && rate is >= 1 and <= 10_000) return rate;
            result.AddError($"--rate-mb is '{text}'; a whole number from 1 to 10,000 was expected.");
            return null;
        },
    };

    public Option<HourRange?> Hours { get; } = new("--hours")
    {
        Description = "Instead of raw objects: stage hours (UTC) to run again.",
        HelpName = "yyyyMMddHH[..yyyyMMddHH]",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (HourRange.TryParse(text) is { } range && range.Count <= MaximumHours) return range;
            result.AddError($"--hours is '{text}'; write an hour, yyyyMMddHH in UTC, or two with .. between them, not more than {MaximumHours} hours, for example 2026112000..2026112009.");
            return null;
        },
    };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only count: publish nothing, change nothing." };

    /// <summary>Checks that one of both kinds was asked for.</summary>
    /// <exception cref="UsageException">None was, or both.</exception>
    public void Check(ParseResult parsed)
    {
        var objects =
            parsed.GetValue(Prefix) is not null
            || parsed.GetValue(From) is not null
            || parsed.GetValue(After) is not null
            || parsed.GetValue(Before) is not null;
        var all = parsed.GetValue(All);
        var hours = parsed.GetValue(Hours) is not null;
        if (hours && (objects || all)) throw new UsageException("Give --hours, or a range of raw objects, not both.");
        if (objects && all) throw new UsageException("Give --all, or a range of raw objects, not both.");
        if (!hours && !objects && !all)
        {
            throw new UsageException(
                "Say what is to be done again: raw objects with --prefix, --from, --after, --before or --all, or stage hours with --hours."
            );
        }
    }
}

/// <summary>A range of ingestion hours.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, not before the first.</param>
internal sealed record HourRange(IngestionHour First, IngestionHour Last)
{
    /// <summary>How many hours it has.</summary>
    public double Count => (Last.End - First.Start).TotalHours;

    /// <summary>Reads one hour, or two with <c>..</c> between them; null when the text is neither.</summary>
    public static HourRange? TryParse(string text)
    {
        var parts = text.Split("..");
        return
            parts.Length <= 2
            && IngestionHour.TryParse(parts[0], out var first)
            && IngestionHour.TryParse(parts[^1], out var last)
            && first <= last
            ? new HourRange(first, last)
            : null;
    }
}

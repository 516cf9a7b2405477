using System.Globalization;

namespace Datalake.Tables.Delta;

/// <summary>The table's properties that the lake heeds. Names and defaults are those of Delta Lake ("Table properties reference").</summary>
internal static class TableProperties
{
    public const string CheckpointInterval = "delta.checkpointInterval";
    public const string LogRetention = "delta.logRetentionDuration";
    public const string FileRetention = "delta.deletedFileRetentionDuration";
    public const string LogCleanUp = "delta.enableExpiredLogCleanup";
    public const string AppendOnly = "delta.appendOnly";

    // Delta Lake's own default is 10; each of ours costs a write of the whole list of files.
    private const int DefaultCheckpointInterval = 20;
    private static readonly TimeSpan DefaultLogRetention = TimeSpan.FromDays(30);
    private static readonly TimeSpan DefaultFileRetention = TimeSpan.FromDays(7);

    /// <summary>Every how many versions a checkpoint is due.</summary>
    /// <exception cref="DeltaTableException">The property is not a number from 1.</exception>
    public static int CheckpointIntervalOf(TableMetadata metadata)
    {
        if (!metadata.Configuration.TryGetValue(CheckpointInterval, out var text)) return DefaultCheckpointInterval;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var interval) && interval > 0
            ? interval
            : throw Refuse(CheckpointInterval, text, "a number from 1 on, such as 20");
    }

    /// <summary>How long old versions stay readable.</summary>
    public static TimeSpan LogRetentionOf(TableMetadata metadata) => IntervalOf(metadata, LogRetention, DefaultLogRetention);

    /// <summary>How long removed files are remembered.</summary>
    public static TimeSpan FileRetentionOf(TableMetadata metadata) => IntervalOf(metadata, FileRetention, DefaultFileRetention);

    /// <summary>Whether old versions are deleted from the log.</summary>
    public static bool CleansLog(TableMetadata metadata) => IsOn(metadata, LogCleanUp, whenAbsent: true);

    /// <summary>Whether rows may only be added.</summary>
    public static bool IsAppendOnly(TableMetadata metadata) => IsOn(metadata, AppendOnly, whenAbsent: false);

    private static bool IsOn(TableMetadata metadata, string name, bool whenAbsent)
    {
        if (!metadata.Configuration.TryGetValue(name, out var text)) return whenAbsent;
        return bool.TryParse(text, out var isOn) ? isOn : throw Refuse(name, text, "true or false");
    }

    private static TimeSpan IntervalOf(TableMetadata metadata, string name, TimeSpan whenAbsent)
    {
        if (!metadata.Configuration.TryGetValue(name, out var text)) return whenAbsent;
        return TryParseInterval(text, out var interval)
            ? interval
            : throw Refuse(name, text, "numbers with units from weeks to milliseconds, such as 'interval 30 days'");
    }

    /// <summary>Reads an interval as Spark writes it, e.g. <c>interval 1 week 2 days</c>.</summary>
    internal static bool TryParseInterval(string text, out TimeSpan interval)
    {
        interval = TimeSpan.Zero;
        var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).AsSpan();
        if (words.Length > 0 && words[0] == "interval") words = words[1..];
        if (words.Length == 0 || words.Length % 2 != 0) return false;
        for (var i = 0; i < words.Length; i += 2)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
            if (UnitOf(words[i + 1]) is not { } unit) return false;
            interval += unit * count;
        }

        return true;
    }

    private static TimeSpan? UnitOf(string word) => word.TrimEnd('s') switch
    {
        "week" => TimeSpan.FromDays(7),
        "day" => TimeSpan.FromDays(1),
        "hour" => TimeSpan.FromHours(1),
        "minute" => TimeSpan.FromMinutes(1),
        "second" => TimeSpan.FromSeconds(1),
        "millisecond" => TimeSpan.FromMilliseconds(1),
        _ => null,
    };

    private static DeltaTableException Refuse(string name, string value, string allowed) =>
        new($"The table's property {name} is '{value}'; allowed are {allowed}. Set it anew with the engine that set it.");
}

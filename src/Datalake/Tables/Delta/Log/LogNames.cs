using System.Globalization;

namespace Datalake.Tables.Delta.Log;

/// <summary>The names in a table's log folder (Delta Transaction Log Protocol, "File Types").</summary>
internal static class LogNames
{
    public const string Folder = "_delta_log/";
    public const string LastCheckpoint = "_last_checkpoint";

    private const int VersionDigits = 20;
    private const int PartDigits = 10;
    private const string CommitEnd = ".json";
    private const string CheckpointMiddle = ".checkpoint.";
    private const string CheckpointEnd = "parquet";

    public static string Commit(long version) => Pad(version) + CommitEnd;

    public static string Checkpoint(long version) => Pad(version) + CheckpointMiddle + CheckpointEnd;

    /// <summary>A name that comes before all names of a version and after those of the versions below it.</summary>
    public static string Before(long version) => Pad(version);

    /// <summary>Reads a name.</summary>
    /// <returns>Null when it is none that matters to readers.</returns>
    public static LogName? Parse(ReadOnlySpan<char> name)
    {
        if (name.Length <= VersionDigits || !TryParseNumber(name[..VersionDigits], out var version)) return null;
        var rest = name[VersionDigits..];
        if (rest is CommitEnd) return new LogName(version, LogFileKind.Commit, 0, 0);
        if (!rest.StartsWith(CheckpointMiddle)) return null;
        rest = rest[CheckpointMiddle.Length..];
        if (rest is CheckpointEnd) return new LogName(version, LogFileKind.Checkpoint, 1, 1);
        if (rest.Length == (2 * PartDigits) + 2 + CheckpointEnd.Length
            && rest[PartDigits] == '.'
            && rest[(2 * PartDigits) + 1] == '.'
            && rest.EndsWith(CheckpointEnd)
            && TryParseNumber(rest[..PartDigits], out var part)
            && TryParseNumber(rest[(PartDigits + 1)..((2 * PartDigits) + 1)], out var parts))
        {
            return new LogName(version, LogFileKind.Checkpoint, (int)part, (int)parts);
        }

        return new LogName(version, LogFileKind.NewerCheckpoint, 0, 0);
    }

    private static string Pad(long version) => version.ToString("D20", CultureInfo.InvariantCulture);

    private static bool TryParseNumber(ReadOnlySpan<char> digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>What a name in the log folder says.</summary>
/// <param name="Version">The version.</param>
/// <param name="Kind">What the file is.</param>
/// <param name="Part">Which part of a checkpoint, from 1.</param>
/// <param name="Parts">How many parts the checkpoint has.</param>
internal readonly record struct LogName(long Version, LogFileKind Kind, int Part, int Parts);

/// <summary>The kinds of files in the log folder.</summary>
internal enum LogFileKind
{
    /// <summary>A log entry.</summary>
    Commit,

    /// <summary>A checkpoint, or a part of one.</summary>
    Checkpoint,

    /// <summary>A checkpoint of the table feature <c>v2Checkpoint</c>.</summary>
    NewerCheckpoint,
}

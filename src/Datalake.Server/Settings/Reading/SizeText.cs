using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Datalake.Server.Settings.Reading;

/// <summary>Sizes as settings write them: <c>64KB</c> is 64,000 bytes, <c>64KiB</c> is 65,536.</summary>
internal static class SizeText
{
    private static readonly (string Name, long Unit)[] Units =
    [
        ("B", 1), ("KB", 1_000), ("KiB", 1L << 10), ("MB", 1_000_000), ("MiB", 1L << 20), ("GB", 1_000_000_000), ("GiB", 1L << 30),
    ];

    public static bool TryParse(string text, [NotNullWhen(true)] out long? bytes)
    {
        bytes = null;
        if (!UnitText.TrySplit(text, out var number, out var unit)) return false;
        foreach (var (name, size) in Units)
        {
            if (unit == name) bytes = size * number;
        }

        return bytes is not null;
    }

    /// <summary>In the largest unit without a rest.</summary>
    public static string Of(long bytes)
    {
        var (name, unit) = Units.LastOrDefault(candidate => bytes % candidate.Unit == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / unit}{name}");
    }
}

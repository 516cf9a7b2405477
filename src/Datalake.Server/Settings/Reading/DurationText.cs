using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Datalake.Server.Settings.Reading;

/// <summary>Durations as settings write them: <c>500ms</c>, <c>5s</c>, <c>10m</c>, <c>1h</c>, <c>7d</c>.</summary>
internal static class DurationText
{
    private static readonly (string Name, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static bool TryParse(string text, [NotNullWhen(true)] out TimeSpan? duration)
    {
        duration = null;
        if (!UnitText.TrySplit(text, out var number, out var unit)) return false;
        foreach (var (name, length) in Units)
        {
            if (unit == name) duration = length * number;
        }

        return duration is not null;
    }

    /// <summary>In the largest unit without a rest.</summary>
    public static string Of(TimeSpan duration)
    {
        var (name, unit) = Units.LastOrDefault(candidate => duration.Ticks % candidate.Unit.Ticks == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / unit.Ticks}{name}");
    }
}

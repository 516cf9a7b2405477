using System.Globalization;
using Datalake.Storage;

namespace Datalake.Aws.Settings;

/// <summary>The years whose ingestion hours the raw tables show, both ends in it. Of others Athena finds no row and says nothing.</summary>
/// <param name="First">The first year.</param>
/// <param name="Last">The last year.</param>
public readonly record struct ShownYears(int First, int Last)
{
    private const int Earliest = 1970;
    private const int Latest = 2199;

    /// <summary>How long before the last year ends its end is reported.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>True when the tables show an hour.</summary>
    /// <param name="hour">The hour.</param>
    public bool Show(IngestionHour hour) => hour.Start.Year >= First && hour.Start.Year <= Last;

    /// <summary>Reads <c>2026-2027</c>.</summary>
    /// <param name="environment">The environment; a problem is collected there.</param>
    /// <param name="name">The variable.</param>
    /// <returns>Null when the variable is not set: nobody said what the tables show.</returns>
    public static ShownYears? Read(EnvironmentReader environment, string name)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.Optional(name) is not { } text) return null;
        if (text.Split('-') is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from is >= Earliest and <= Latest && to is >= Earliest and <= Latest && from <= to)
        {
            return new ShownYears(from, to);
        }

        environment.Add($"{name} is '{text}'; two years from {Earliest} to {Latest}, the earlier first, such as 2026-2027, were expected.");
        return null;
    }
}

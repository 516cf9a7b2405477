using System.Globalization;

namespace Datalake.Bench.Lakes;

/// <summary>The processor time of processes that this one started and that have ended, from their start to their end.</summary>
internal static class EndedProcesses
{
    private const string Status = "/proc/self/stat";
    private const int UserField = 13;
    private const int TicksPerSecond = 100;

    /// <summary>Seconds of processor time of all of them so far; null where the system does not keep count as Linux does.</summary>
    public static double? ReadSeconds()
    {
        if (!File.Exists(Status)) return null;

        // The fields follow the name of the program, which is in brackets and may hold blanks.
        var status = File.ReadAllText(Status);
        var fields = status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Ticks(UserField) + Ticks(UserField + 1)) / (double)TicksPerSecond;

        long Ticks(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Datalake.Bench.Lakes;

/// <summary>The maximum resident memory of this process.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";
    private const string Field = "VmHWM:";

    /// <summary>Bytes resident at the highest point so far; 0 where the system does not keep count.</summary>
    public static long Read()
    {
        if (
            File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) is { } line
        )
        {
            return long.Parse(line.AsSpan(Field.Length).Trim().TrimEnd("kB").TrimEnd(), CultureInfo.InvariantCulture) * 1024;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

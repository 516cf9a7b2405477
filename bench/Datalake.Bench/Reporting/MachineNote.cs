using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Datalake.Structuring;

namespace Datalake.Bench.Reporting;

/// <summary>Where a bench ran, as far as it matters for its figures.</summary>
/// <param name="System">Operating system and processor architecture.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Processors">Processors it could use.</param>
/// <param name="Build">Release, or Debug, whose figures mean nothing.</param>
/// <param name="LoadBefore">Processes that wanted a processor, over the minute before the run; null where the system does not say.</param>
/// <param name="LoadAfter">The same at the end, the bench's own included.</param>
internal sealed record MachineNote(string System, string Runtime, int Processors, string Build, double? LoadBefore, double? LoadAfter)
{
    private const string Load = "/proc/loadavg";

    /// <summary>True when the lake was built without optimization.</summary>
    public bool IsDebug => Build == "Debug";

    /// <summary>Looks at this machine.</summary>
    public static MachineNote Take() => new(
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        typeof(RecordStructurer).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true ? "Debug" : "Release",
        ReadLoad(),
        null);

    /// <summary>The same machine, at the end.</summary>
    public MachineNote AtEnd() => this with { LoadAfter = ReadLoad() };

    private static double? ReadLoad() =>
        File.Exists(Load) ? double.Parse(File.ReadAllText(Load).Split(' ')[0], CultureInfo.InvariantCulture) : null;
}

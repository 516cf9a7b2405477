using System.Diagnostics;

namespace Datalake.Testing.Processes;

/// <summary>Starts the <c>lake</c> command as a process of its own, so that it can be killed and takes its environment.</summary>
public static class LakeProcess
{
    /// <summary>Starts it.</summary>
    /// <param name="arguments">The arguments of <c>lake</c>.</param>
    public static TestProcess Start(params IEnumerable<string> arguments) => TestProcess.Start(Command(arguments));

    /// <summary>The command as it would be started, to add to its environment.</summary>
    /// <param name="arguments">The arguments of <c>lake</c>.</param>
    public static ProcessStartInfo Command(params IEnumerable<string> arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "lake.dll"), .. arguments]);
}

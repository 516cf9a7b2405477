using Datalake.Testing.Processes;

namespace Datalake.Aws.Testing.Functions;

/// <summary>A function ended although something was still expected of it.</summary>
public sealed class FunctionExitedException(int exitCode, LineLog output, LineLog error)
    : Exception($"The function ended with exit code {exitCode}.\n{output}\n{error}")
{
    /// <summary>Its exit code.</summary>
    public int ExitCode => exitCode;
}

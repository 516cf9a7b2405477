using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Datalake.Testing;

/// <summary>
/// What a test needs and the machine may lack. A laptop may lack a part: the test is skipped visibly. The build server may not: the test
/// fails.
/// </summary>
public static class MissingPart
{
    /// <summary>Whether this is the build server, which is there to run everything (<c>CI=true</c>).</summary>
    public static bool IsFailure { get; } =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Ends the test: as skipped on a laptop, as failed on the build server.</summary>
    /// <param name="what">What is missing, and how to get it.</param>
    [DoesNotReturn]
    public static void Report(string what)
    {
        if (IsFailure) Assert.Fail($"Missing on the build server (CI=true): {what}");
        Assert.Skip(what);
    }

    /// <summary>The path of a program; ends the test as <see cref="Report"/> says where it is not on the PATH.</summary>
    /// <param name="program">The name of the program.</param>
    /// <param name="install">How to get it.</param>
    public static string Program(string program, string install)
    {
        var path = Find(program);
        if (path is null) Report($"{program} is not on the PATH. {install}");
        return path;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
        .FirstOrDefault(File.Exists);
}

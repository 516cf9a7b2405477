using System.Runtime.InteropServices;

namespace Datalake.Bench.Functions.Variants;

/// <summary>A way in which functions are made.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What it is called in tables.</param>
/// <param name="Tries">
/// Arguments of <c>dotnet publish lambdas</c>, taken one after the other until one builds; empty for what is not published.
/// </param>
internal sealed record Variant(string Name, string Title, IReadOnlyList<IReadOnlyList<string>> Tries)
{
    /// <summary>Code that any processor runs, as <c>dotnet publish lambdas</c> makes it.</summary>
    public static Variant Neutral { get; } = new("neutral", "C#", [[]]);

    /// <summary>The same, with machine code for this processor.</summary>
    public static Variant ReadyToRun { get; } = new("r2r", "C# ReadyToRun", [[$"-p:FunctionRuntime={Platform}"]]);

    /// <summary>Machine code alone: of .NET 10, or of .NET 9 where there is no compiler for .NET 10.</summary>
    public static Variant Native { get; } =
        new(
            "native",
            "C# NativeAOT",
            [["-p:PublishAot=true", .. Linker], ["-p:PublishAot=true", "-p:DatalakeFramework=net9.0", .. Linker]]
        );

    /// <summary>The functions of bench/python.</summary>
    public static Variant Python { get; } = new("python", "Python", []);

    /// <summary>All of them, the one that the others are held against last.</summary>
    public static IReadOnlyList<Variant> All { get; } = [Neutral, ReadyToRun, Native, Python];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(variant => variant.Name)];

    private static string Platform =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private static string[] Linker => OperatingSystem.IsLinux() && !OnPath("clang") && OnPath("gcc") ? ["-p:CppCompilerAndLinker=gcc"] : [];

    private static bool OnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));
}

using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi.Printing;

/// <summary>A document that only names the packages a program needs: one question to each.</summary>
internal static class PackageListing
{
    public static string Print(string project)
    {
        var variables = new YamlMap();
        foreach (var package in Packages()) variables[package.Name] = ProgramPrinter.InvokeCall(package.Function, package.Version);
        return YamlWriter.Write(new YamlMap()
        {
            ["name"] = project,
            ["runtime"] = "yaml",
            ["variables"] = variables,
        });
    }

    private static IEnumerable<ResourcePackageAttribute> Packages() =>
        (Assembly.GetEntryAssembly()?.GetReferencedAssemblies() ?? [])
            .Where(name => name.Name!.StartsWith("Pulumi.", StringComparison.Ordinal))
            .OrderBy(name => name.Name, StringComparer.Ordinal)
            .Select(name => Assembly.Load(name).GetCustomAttribute<ResourcePackageAttribute>())
            .OfType<ResourcePackageAttribute>();
}

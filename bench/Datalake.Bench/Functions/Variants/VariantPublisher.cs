using System.IO.Compression;

namespace Datalake.Bench.Functions.Variants;

/// <summary>Publishes variants into a folder and unpacks their zips: what is measured is what is deployed.</summary>
/// <param name="folder">The folder; what it holds already is taken as it is.</param>
internal sealed class VariantPublisher(string folder)
{
    /// <summary>Publishes a variant.</summary>
    /// <param name="variant">Which.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The functions, or why there are none.</returns>
    public async Task<(PublishedVariant? Published, string? Reason)> PublishAsync(Variant variant, CancellationToken cancellationToken)
    {
        if (variant == Variant.Python) return await PythonFunctions.PrepareAsync(Path.Combine(folder, variant.Name), cancellationToken);
        var reason = "there is no way to publish it";
        foreach (var (index, arguments) in variant.Tries.Index())
        {
            var zips = Path.Combine(folder, index == 0 ? variant.Name : $"{variant.Name}-{index + 1}");
            if (!Directory.Exists(zips))
            {
                // Nothing of the build may stay behind and take part in the measurement.
                string[] build =
                ["publish", "lambdas", "-nodeReuse:false", "-p:UseSharedCompilation=false", $"-p:FunctionZipFolder={zips}/", .. arguments];
                var (code, output) = await Tool.RunAsync("dotnet", Repository.Root, build, cancellationToken);
                if (code != 0)
                {
                    if (Directory.Exists(zips)) Directory.Delete(zips, recursive: true);
                    reason = FirstError(output);
                    continue;
                }
            }

            var framework = arguments
                .FirstOrDefault(argument => argument.StartsWith("-p:DatalakeFramework=", StringComparison.Ordinal))
                ?.Split('=')[1];
            return (
                new PublishedVariant(variant, framework is null ? variant.Title : $"{variant.Title} ({framework})", Unpack(zips)), null);
        }

        return (null, reason);
    }

    private static Dictionary<string, PublishedFunction> Unpack(string zips)
    {
        var functions = new Dictionary<string, PublishedFunction>(StringComparer.Ordinal);
        foreach (var name in FunctionKind.Names)
        {
            var zip = Path.Combine(zips, name + ".zip");
            var target = Path.Combine(zips, name);
            ZipFile.ExtractToDirectory(zip, target, overwriteFiles: true);
            var native = Path.Combine(target, "bootstrap");
            functions[name] = new PublishedFunction(
                File.Exists(native) ? native : Path.Combine(target, name + ".dll"), new FileInfo(zip).Length);
        }

        return functions;
    }

    private static string FirstError(string output)
    {
        var line =
            output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim()
            ?? "the build failed";
        var error = line.IndexOf("error", StringComparison.OrdinalIgnoreCase);
        return line[Math.Max(0, error)..].Split(" [", 2)[0];
    }
}

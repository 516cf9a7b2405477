using System.IO.Compression;

namespace Datalake.Bench.Functions.Variants;

/// <summary>Makes the functions of bench/python fit to be started.</summary>
internal static class PythonFunctions
{
    // Version, whether it can read timestamps as the functions need it, boto3, and the interpreter itself rather than a script that looks
    // for it.
    private const string Question =
        "import sys, importlib.util as u; print(sys.version.split()[0], sys.version_info >= (3, 11), bool(u.find_spec('boto3')), sys.executable, sep='|')";

    /// <summary>Copies them, each as an executable of the Python that is installed.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The functions, or why there are none.</returns>
    public static async Task<(PublishedVariant? Published, string? Reason)> PrepareAsync(string folder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) return (null, "scripts cannot be started as programs on Windows");
        var (code, output) = await Tool.RunAsync("python3", Path.GetTempPath(), ["-c", Question], cancellationToken);
        if (code != 0) return (null, $"python3 does not run here: {output.Trim()}");
        if (output.Trim().Split('|') is not [var version, var recent, var boto, var interpreter])
            return (null, $"python3 says {output.Trim()}");
        if (recent != "True") return (null, $"Python {version} is older than 3.11");

        Directory.CreateDirectory(folder);
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "bench", "python"), "*.py");
        foreach (var source in sources)
        {
            var target = Path.Combine(folder, Path.GetFileName(source));
            var text = await File.ReadAllTextAsync(source, cancellationToken);
            await File.WriteAllTextAsync(
                target, text.Replace("#!/usr/bin/env python3", $"#!{interpreter}", StringComparison.Ordinal), cancellationToken);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var size = ZipBytes(sources);
        var functions = FunctionKind.All.Where(kind => kind.Script is not null).ToDictionary(
            kind => kind.Name, kind => new PublishedFunction(Path.Combine(folder, kind.Script!), size), StringComparer.Ordinal);
        return (new PublishedVariant(Variant.Python, $"Python {version}{(boto == "True" ? ", boto3" : ", http.client")}", functions), null);
    }

    private static long ZipBytes(IEnumerable<string> sources)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var source in sources) zip.CreateEntryFromFile(source, Path.GetFileName(source));
        }

        return bytes.Length;
    }
}

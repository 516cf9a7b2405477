using System.IO.Compression;

namespace Datalake.Aws.EndToEnd.Tests;

/// <summary>The functions as they are deployed, each unpacked from its zip.</summary>
public sealed class PublishedFunctions : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("datalake-functions-").FullName;
    private readonly Lock gate = new();

    /// <summary>The assembly of a function.</summary>
    /// <param name="name">The function's name, which is its handler.</param>
    public string PathOf(string name)
    {
        var target = Path.Combine(folder, name);
        lock (gate)
        {
            if (!Directory.Exists(target))
                ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "functions", name + ".zip"), target);
        }

        return Path.Combine(target, name + ".dll");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}

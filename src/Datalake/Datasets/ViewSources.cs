using System.Security.Cryptography;
using System.Text;
using Datalake.Datasets.Reading;

namespace Datalake.Datasets;

/// <summary>The files of contracts and views below a directory of datasets, as far as what is derived from them depends on them.</summary>
public static class ViewSources
{
    private const string Views = "views";

    /// <summary>
    /// The files of views: <c>&lt;folder&gt;/views/*.sql</c>, <c>views/*.sql</c> and <c>views/&lt;folder&gt;/*.sql</c>, ordered.
    /// </summary>
    /// <param name="directory">The directory of datasets.</param>
    public static IReadOnlyList<string> Files(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var shared = Path.Combine(directory, Views);
        return
        [
            .. Folders(directory).Select(folder => Path.Combine(folder, Views)).Append(shared).Concat(Folders(shared))
                .Where(Directory.Exists)
                .SelectMany(Directory.EnumerateFiles)
                .Where(file => Path.GetExtension(file).Equals(".sql", StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A hash over all contracts and views: what is derived from them is out of date when it has changed.</summary>
    /// <param name="directory">The directory of datasets.</param>
    public static string Fingerprint(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var contracts = Folders(directory).Select(folder => Path.Combine(folder, ContractFiles.FileName)).Where(File.Exists);
        foreach (var file in contracts.Concat(Files(directory)).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            var name = Path.GetRelativePath(directory, file).Replace(Path.DirectorySeparatorChar, '/');
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{name}\n{bytes.Length}\n")));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static IEnumerable<string> Folders(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateDirectories(directory) : [];
}

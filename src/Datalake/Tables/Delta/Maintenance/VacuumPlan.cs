using Datalake.Storage;

namespace Datalake.Tables.Delta.Maintenance;

/// <summary>Which files below a table's folder no reader needs any more.</summary>
/// <param name="Files">The files to delete, in the order of their keys.</param>
/// <param name="KeptYoung">
/// How many files no version names, but that are too young to delete: a writer may be about to commit them.
/// </param>
public sealed record VacuumPlan(IReadOnlyList<StoredObject> Files, int KeptYoung)
{
    /// <summary>The bytes of the files to delete.</summary>
    public long Bytes => Files.Sum(file => file.Length);

    /// <summary>Makes a plan.</summary>
    /// <param name="folder">The table's folder, with <c>/</c> at the end.</param>
    /// <param name="named">The paths, below the folder, of all files that a version within the retention has.</param>
    /// <param name="listing">What lies below the folder.</param>
    /// <param name="cutOff">Files that were put later are kept.</param>
    public static VacuumPlan Of(string folder, IReadOnlySet<string> named, IEnumerable<StoredObject> listing, DateTimeOffset cutOff)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(named);
        ArgumentNullException.ThrowIfNull(listing);
        var files = new List<StoredObject>();
        var young = 0;
        foreach (var file in listing)
        {
            var path = file.Key[folder.Length..];
            if (IsHidden(path) || named.Contains(path)) continue;
            if (file.LastModified > cutOff) young++;
            else files.Add(file);
        }

        return new VacuumPlan([.. files.OrderBy(file => file.Key, StringComparer.Ordinal)], young);
    }

    // The log, manifests and what engines keep beside the data; but _day=1/ is a folder of a partition column.
    private static bool IsHidden(string path) => Array.Exists(
        path.Split('/'), part => part.StartsWith('.') || (part.StartsWith('_') && !part.Contains('=', StringComparison.Ordinal)));
}

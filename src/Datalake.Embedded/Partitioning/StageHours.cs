using System.IO.Enumeration;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Storage;
using Datalake.Tables;

namespace Datalake.Embedded.Partitioning;

/// <summary>The hours that have stage files, by the names of their folders: a day costs one look, whatever it holds.</summary>
/// <param name="store">The lake's store.</param>
internal sealed class StageHours(FileObjectStore store) : IStageHours
{
    private static readonly EnumerationOptions Folders = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false,
    };

    /// <inheritdoc/>
    public IReadOnlyList<IngestionHour> Find(string dataset, CancellationToken cancellationToken)
    {
        var prefix = LakeKeys.Stage(dataset);
        List<string[]> found = [[]];
        foreach (var column in TableSchema.IngestionHour)
        {
            var deeper = new List<string[]>();
            foreach (var above in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var key = prefix + string.Join('/', above);
                deeper.AddRange(FileObjectStore.Guard(() => List(key), "list", key)
                    .Where(name => column.TryParse(name, out _))
                    .Select(name => (string[])[.. above, name]));
            }

            found = deeper;
        }

        var hours = new List<IngestionHour>();
        foreach (var folders in found)
        {
            if (IngestionHour.TryParse(TableSchema.ValuesOf(TableSchema.IngestionHour, folders), out var hour)) hours.Add(hour);
        }

        return hours;
    }

    private string[] List(string key)
    {
        var path = Path.Combine(store.Root, key);
        if (!Directory.Exists(path)) return [];
        var names = store.Files.ListFolder(path, static (ref FileSystemEntry entry) => entry.FileName.ToString(), Folders);
        names.ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.IsDirectory;
        try
        {
            return [.. names];
        }
        catch (DirectoryNotFoundException)
        {
            // It went away since it was listed.
            return [];
        }
    }
}

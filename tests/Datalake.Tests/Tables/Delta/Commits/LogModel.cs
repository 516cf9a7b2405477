using System.Text;
using System.Text.Json;
using Datalake.Tables.Delta;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta.Commits;

/// <summary>What a log means, read in the simplest way: every entry, from the first on.</summary>
internal sealed class LogModel
{
    private readonly List<(List<string> Adds, List<string> Removes)> entries = [];

    public LogModel(MemoryObjectStore store)
    {
        var active = new SortedSet<string>(StringComparer.Ordinal);
        while (store.Keys.Contains(TestTable.EntryKey(entries.Count), StringComparer.Ordinal))
        {
            var entry = Encoding.UTF8.GetString(store.Read(TestTable.EntryKey(entries.Count)));
            var lines = entry.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var (adds, removes) = (PathsOf(lines, "add"), PathsOf(lines, "remove"));
            Assert.All(removes, path => Assert.True(active.Remove(path), $"{path} is removed in version {entries.Count} and is not there."));
            Assert.All(adds, path => Assert.True(active.Add(path), $"{path} is added in version {entries.Count} and is there already."));
            Assert.All(adds, path => Assert.DoesNotContain(entries, entry => entry.Adds.Contains(path, StringComparer.Ordinal)));
            entries.Add((adds, removes));
            Versions.Add([.. active]);
        }
    }

    /// <summary>The files of each version, in order.</summary>
    public List<string[]> Versions { get; } = [];

    public void Has(long version, IEnumerable<string> adds, IEnumerable<string> removes)
    {
        Assert.Equal(adds, entries[(int)version].Adds);
        Assert.Equal(removes, entries[(int)version].Removes);
    }

    public void IsRead(Snapshot snapshot) => Assert.Equal(Versions[(int)snapshot.Version], TestTable.Paths(snapshot));

    private static List<string> PathsOf(string[] lines, string action) =>
    [
        .. lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty(action, out _))
            .Select(line => line.GetProperty(action).GetProperty("path").GetString()!),
    ];
}

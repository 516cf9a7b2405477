using System.Text.Json;
using System.Text.Json.Serialization;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Storage;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// What a rebuild puts into the lake beside the table's new version: stage files, the commits that name them, completion markers. They are
/// made under <c>_state/rebuild/&lt;dataset&gt;/lake/</c>, with the names that they will have. The version of the table decides: once it is
/// committed they are put in place and what they supersede is deleted, by this process or by the next that opens the lake; without it they
/// are deleted.
/// </summary>
internal sealed class RebuildJournal
{
    /// <summary>The parameter of the table's version that names the rebuild.</summary>
    public const string IdParameter = "rebuildId";

    private const string Prefix = "_state/rebuild/";

    // What names a file comes after it.
    private static readonly string[] Order = ["stage", "_state/commits", "_state/finished"];

    private readonly FileObjectStore store;
    private readonly string dataset;

    private RebuildJournal(FileObjectStore store, string dataset, string id, RebuildIntent? intent)
    {
        this.store = store;
        this.dataset = dataset;
        Intent = intent;
        Id = id;
        Prepared = new FileObjectStore(Path.Combine(Folder, "lake"), syncsWriters: false, null, store.Files);
    }

    /// <summary>A unique id of the rebuild.</summary>
    public string Id { get; }

    /// <summary>What is prepared, by the keys that it will have.</summary>
    public FileObjectStore Prepared { get; }

    /// <summary>True when the next opening of the lake has to look what became of it.</summary>
    public bool IsPrepared => Intent is not null;

    private RebuildIntent? Intent { get; set; }

    private string Folder => FolderOf(store, dataset);

    /// <summary>Begins a rebuild, with nothing prepared.</summary>
    /// <param name="store">The lake's store.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="id">An id that no other rebuild has.</param>
    public static RebuildJournal Begin(FileObjectStore store, string dataset, string id)
    {
        var folder = FolderOf(store, dataset);
        FileObjectStore.Guard(() => store.Files.DeleteFolder(folder), "delete", Prefix + dataset);
        return new RebuildJournal(store, dataset, id, null);
    }

    /// <summary>Ends the rebuilds that a crash cut short. Called once, by the process that holds the lake's lock.</summary>
    public static async Task RecoverAsync(FileObjectStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var all = store.PathOf(Prefix.TrimEnd('/'));
        if (!Directory.Exists(all)) return;
        foreach (var name in Directory.EnumerateDirectories(all).Select(path => Path.GetFileName(path)).ToList())
        {
            await using var content = await store.OpenAsync(IntentOf(name), cancellationToken);
            var intent = content is null ? null : JsonSerializer.Deserialize(content.Stream, RebuildIntentJson.Default.RebuildIntent);
            await new RebuildJournal(store, name, intent?.Id ?? "", intent).SettleAsync(new LakeTables(store, time).Of(name), cancellationToken);
        }
    }

    /// <summary>The key under which a file of the lake lies until the rebuild is committed.</summary>
    public string SourceOf(string key) =>
        File.Exists(Prepared.PathOf(key)) ? Path.GetRelativePath(store.Root, Prepared.PathOf(key)).Replace('\\', '/') : key;

    /// <summary>Everything is prepared: when it returns it survives a power failure.</summary>
    /// <param name="version">The version that the table has; -1 for a table that has none.</param>
    /// <param name="superseded">The keys of the objects that are to be deleted.</param>
    public async Task PrepareAsync(long version, IReadOnlyCollection<string> superseded)
    {
        FileObjectStore.Guard(() => store.Sync([.. Files().Select(file => file.Path)]), "sync", Prefix + dataset);
        Intent = new RebuildIntent(Id, version, superseded);
        var json = JsonSerializer.SerializeToUtf8Bytes(Intent, RebuildIntentJson.Default.RebuildIntent);
        await store.PutAsync(IntentOf(dataset), json, PutMode.Replace, CancellationToken.None);
    }

    /// <summary>Puts everything in place where the table's version is committed, and drops it where not.</summary>
    public async Task SettleAsync(DeltaTable table, CancellationToken cancellationToken)
    {
        if (Intent is not null && await IsCommittedAsync(table, Intent, cancellationToken)) Apply();
        else Drop();
    }

    /// <summary>Puts everything in place. Cut short anywhere, it can be done again.</summary>
    public void Apply() => FileObjectStore.Guard(
        () =>
        {
            foreach (var part in Order)
            {
                var files = Files().Where(file => file.Key.StartsWith(part + "/", StringComparison.Ordinal));
                store.Publish([.. files.Select(file => (file.Path, store.PathOf(file.Key)))]);
            }

            foreach (var key in Intent!.Superseded) store.DeleteUnsynced(key);
            var emptied = Intent.Superseded.Select(key => Path.GetDirectoryName(store.PathOf(key))!).Distinct(StringComparer.Ordinal);
            foreach (var folder in emptied)
            {
                if (Directory.Exists(folder)) store.SyncNames(folder);
            }

            Drop();
        },
        "write",
        Prefix + dataset);

    /// <summary>Deletes what is prepared.</summary>
    public void Drop() => FileObjectStore.Guard(() => store.Files.DeleteFolder(Folder), "delete", Prefix + dataset);

    private static async Task<bool> IsCommittedAsync(DeltaTable table, RebuildIntent intent, CancellationToken cancellationToken)
    {
        await foreach (var version in table.HistoryAsync(cancellationToken))
        {
            if (version.Version <= intent.Version) return false;
            if (version.Info.Parameters.GetValueOrDefault(IdParameter) == intent.Id) return true;
        }

        return false;
    }

    private IEnumerable<(string Key, string Path)> Files() =>
        Directory.EnumerateFiles(Prepared.Root, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(Prepared.Root, path).Replace('\\', '/'), path));

    private static string FolderOf(FileObjectStore store, string dataset) => store.PathOf(Prefix + dataset);

    private static string IntentOf(string dataset) => $"{Prefix}{dataset}/intent.json";
}

/// <summary>What a rebuild is about to do.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version of the table before it; -1 for none.</param>
/// <param name="Superseded">The keys of the objects that are deleted after it.</param>
internal sealed record RebuildIntent(string Id, long Version, IReadOnlyCollection<string> Superseded);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RebuildIntent))]
internal sealed partial class RebuildIntentJson : JsonSerializerContext;

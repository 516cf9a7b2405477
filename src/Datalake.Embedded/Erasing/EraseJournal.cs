using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Makes an erasure one step. All new files are written beside the lake's and synced; then one file names every change, and from then on
/// the erasure is done: whoever opens the lake next finishes what a crash cut short. Cut short before that, nothing has changed.
/// </summary>
internal sealed class EraseJournal
{
    private const string Folder = "_state/erasures/pending";
    private const string Key = Folder + "/journal.json";

    private readonly FileObjectStore store;
    private readonly List<EraseChange> changes = [];
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private readonly string folder;
    private long files;

    /// <summary>Begins. What an erasure left that was cut short before it was one is deleted.</summary>
    public EraseJournal(FileObjectStore store)
    {
        this.store = store;
        folder = store.PathOf(Folder);
        FileObjectStore.Guard(
            () =>
            {
                store.Files.DeleteFolder(folder);
                store.Files.CreateFolder(folder);
            },
            "make the folder",
            Folder);
    }

    /// <summary>Where a file begins its life that will replace another.</summary>
    public string NewFile() =>
        Path.Combine(folder, (++files).ToString("d8", CultureInfo.InvariantCulture));

    /// <summary>A file takes the place of another, and its time of modification.</summary>
    /// <param name="path">The path of the other below the lake's folder, with <c>/</c>.</param>
    /// <param name="file">The file, from <see cref="NewFile"/>.</param>
    /// <param name="version">The version of the other; null where only the lake writes it. Another one stays.</param>
    public void Replace(string path, string file, string? version = null)
    {
        Add(new EraseChange(path, Path.GetFileName(file), version));
        store.Files.SetLastWriteTime(file, File.GetLastWriteTimeUtc(PathOf(store, path)));
    }

    /// <summary>New content takes the place of that of a file.</summary>
    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        var file = NewFile();
        using (var output = store.Files.OpenFile(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
            output.Write(content);
        Replace(path, file);
    }

    /// <summary>A file goes.</summary>
    /// <param name="path">Its path below the lake's folder.</param>
    /// <param name="version">Its version; null where only the lake writes it. Another one stays.</param>
    public void Delete(string path, string? version = null) => Add(new EraseChange(path, null, version));

    /// <summary>True when a file is replaced or goes.</summary>
    public bool Holds(string path) => changed.Contains(path);

    /// <summary>The new content of a file that is replaced; null where it is not.</summary>
    public string? NewOf(string path) =>
        changes.Find(change => change.Path == path) is { New: { } file } ? Path.Combine(folder, file) : null;

    /// <summary>Gives up: nothing has changed. What the disk does not let be deleted goes when the lake is opened next.</summary>
    public void Discard()
    {
        try
        {
            store.Files.DeleteFolder(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Why the erasure is given up matters more than this.
        }
    }

    /// <summary>Does all changes, as one step.</summary>
    /// <param name="entry">The entry of the erasure list.</param>
    /// <param name="receipt">The receipt.</param>
    public async Task CommitAsync(ErasureEntry entry, EraseReceipt receipt)
    {
        FileObjectStore.Guard(
            () =>
            {
                store.Sync([.. changes.Where(change => change.New is not null).Select(change => Path.Combine(folder, change.New!))]);
                store.SyncNames(folder);
            },
            "sync",
            Folder);
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new EraseJournalFile(entry, receipt, changes), EraseJournalJson.Default.EraseJournalFile);
        await store.PutAsync(Key, content, PutMode.Replace, CancellationToken.None);
        await RecoverAsync(store);
    }

    /// <summary>Finishes an erasure that was cut short, or deletes what is left of one that did not become one.</summary>
    public static async Task RecoverAsync(FileObjectStore store)
    {
        var pending = store.PathOf(Folder);
        if (!Directory.Exists(pending)) return;
        if (await ReadAsync(store) is { } journal)
        {
            // The list first: what is erased must not come back in between.
            await ErasureList.PutAsync(store, journal.Entry);
            FileObjectStore.Guard(() => Apply(store, pending, journal.Changes), "erase", journal.Entry.Dataset);
            var receipt = JsonSerializer.SerializeToUtf8Bytes(journal.Receipt, EraseReceiptJson.Default.EraseReceipt);
            await store.PutAsync(EraseReceipt.KeyOf(journal.Receipt.Id), receipt, PutMode.Replace, CancellationToken.None);
            await store.DeleteAsync(Key, CancellationToken.None);
        }

        FileObjectStore.Guard(() => store.Files.DeleteFolder(pending), "delete", Folder);
    }

    private void Add(EraseChange change)
    {
        if (!changed.Add(change.Path)) throw new InvalidOperationException("A file is changed twice by an erasure. This is a defect, please report it.");
        changes.Add(change);
    }

    private static async Task<EraseJournalFile?> ReadAsync(FileObjectStore store)
    {
        await using var content = await store.OpenAsync(Key, CancellationToken.None);
        if (content is null) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, EraseJournalJson.Default.EraseJournalFile);
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException(
                $"An erasure was cut short and cannot be finished, since {Key} cannot be read: {damage.Message} " +
                "Restore the file from a copy of the lake.",
                damage);
        }
    }

    private static void Apply(FileObjectStore store, string folder, IReadOnlyList<EraseChange> changes)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var target = PathOf(store, change.Path);
            touched.Add(Path.GetDirectoryName(target)!);
            if (change.New is null)
            {
                if (IsMeant(target, change)) store.Files.DeleteFile(target);
            }
            else if (Path.Combine(folder, change.New) is var file && File.Exists(file) && IsMeant(target, change))
            {
                Place(store, file, target);
            }
        }

        foreach (var path in touched)
        {
            if (Directory.Exists(path)) store.SyncNames(path);
        }

        // The name of a folder may be that of the person.
        foreach (var change in changes.Where(change => change.New is null))
            Prune(store, Path.GetDirectoryName(PathOf(store, change.Path))!);
    }

    // The new file keeps its own name until the journal goes: after a power failure a rename may be half done, the old name gone and the
    // new one as it was.
    private static void Place(FileObjectStore store, string file, string target)
    {
        var second = file + ".link";
        store.Files.DeleteFile(second);
        if (!store.Files.LinkFile(file, second)) store.Files.SyncFile(second);
        store.Files.MoveFile(second, target, overwrite: true);
    }

    // An arrival that was replaced meanwhile is a new one, which ingest takes, and keeps the person out of.
    private static bool IsMeant(string target, EraseChange change) =>
        new FileInfo(target) is { Exists: true } file
        && (change.Version is null || change.Version == FileObjectStore.VersionOf(file.Length, file.LastWriteTimeUtc));

    private static void Prune(FileObjectStore store, string path)
    {
        while (Path.GetDirectoryName(path) is { } above && above.Length > store.Root.Length)
        {
            if (Directory.Exists(path))
            {
                if (Directory.EnumerateFileSystemEntries(path).Any()) return;
                store.Files.DeleteFolder(path);
                if (Directory.Exists(above)) store.Files.SyncFolder(above);
            }

            path = above;
        }
    }

    private static string PathOf(FileObjectStore store, string path) => string.Concat(store.Root, "/", path);
}

/// <summary>A change of an erasure.</summary>
/// <param name="Path">The file's path below the lake's folder.</param>
/// <param name="New">The name of the file that takes its place; null when it goes.</param>
/// <param name="Version">The version that it must have; null for any.</param>
internal sealed record EraseChange(string Path, string? New, string? Version);

/// <summary>The file that names every change of an erasure.</summary>
internal sealed record EraseJournalFile(ErasureEntry Entry, EraseReceipt Receipt, IReadOnlyList<EraseChange> Changes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EraseJournalFile))]
internal sealed partial class EraseJournalJson : JsonSerializerContext;

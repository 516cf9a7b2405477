using System.IO.Enumeration;
using Datalake.Embedded.Erasing;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Erasing;

/// <summary>An erasure that is cut short at a call to the file system, each of them in turn.</summary>
public sealed class EraseCrashTests
{
    private static readonly string[] Values = [PersonLake.Mail, PersonLake.Order, PersonLake.OtherOrder];

    [Fact]
    public async Task Cut_short_at_any_call_an_erasure_is_done_as_a_whole_or_not_at_all()
    {
        using var person = new PersonLake();
        await person.FillLittleAsync();
        var full = Path.Combine(person.Lake.Root, "..", "full");
        Copy(person.Lake.Root, full);
        var (undone, done) = (0, 0);
        for (var call = 1; ; call++)
        {
            Directory.Delete(person.Lake.Root, recursive: true);
            Copy(full, person.Lake.Root);
            var disk = new FailingFileSystem(call);
            person.Lake.Configure = options => options with { Files = disk };
            var isCut = false;
            try
            {
                await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");
            }
            catch (Exception failure) when (disk.HasFailed && failure is IOException or Datalake.Storage.ObjectStoreException)
            {
                isCut = true;
            }

            person.Lake.Configure = options => options;
            if (!isCut)
            {
                Assert.False(disk.HasFailed);
                break;
            }

            // The next command finishes it, or finds everything as it was.
            await person.Lake.IngestAsync();
            if (person.Lake.Files("_state/erasures/receipts").Count == 0)
            {
                undone++;
                Assert.Equal(3, person.Lake.Consumable().Count);
                Assert.Empty(person.Lake.Files("_state/erasures/list"));
            }
            else
            {
                done++;
                Assert.Equal([], ByteSearch.Find(person.Lake.Root, Values));
                Assert.Single(person.Lake.Consumable());
            }

            Assert.Empty(person.Lake.Files("_state/erasures/pending"));
            Assert.Empty((await person.Lake.StatusAsync()).Differences);
        }

        Assert.True(undone > 0 && done > 10, $"{undone} were undone and {done} done.");
    }

    [Fact]
    public async Task An_arrival_that_is_replaced_between_preparation_and_end_keeps_its_new_content()
    {
        using var person = new PersonLake();
        await person.FillAsync();
        var replaced = PersonLake.Record("other-8", "x@y.z", 8);
        person.Lake.Configure = options => options with
        {
            Files = new FailingFileSystem(int.MaxValue) { OnMove = path =>
            {
                if (path.EndsWith("journal.json", StringComparison.Ordinal)) person.Lake.Drop("orders/batch", replaced);
            } },
        };
        await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");
        person.Lake.Configure = options => options;

        Assert.Equal(replaced, await File.ReadAllTextAsync(person.Lake.PathOf("raw/orders/batch"), Test.Token));
        Assert.Equal(1, (await person.Lake.IngestAsync()).Delivered);
        Assert.Equal([], ByteSearch.Find(person.Lake.Root, Values));
        Assert.Empty((await person.Lake.StatusAsync()).Differences);
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(path));
        }
    }

    /// <summary>The disk, until a call; from then on nothing works.</summary>
    private sealed class FailingFileSystem(int failing) : IFileSystem
    {
        private int calls;

        public bool HasFailed { get; private set; }

        public Action<string> OnMove { get; init; } = _ => { };

        public bool CanSyncAll => false;

        public FileStream OpenFile(string path, FileStreamOptions options)
        {
            ThrowIfFailed();
            return LocalFileSystem.Instance.OpenFile(path, options);
        }

        public FileSystemEnumerable<T> ListFolder<T>(
            string path, FileSystemEnumerable<T>.FindTransform transform, EnumerationOptions options)
        {
            ThrowIfFailed();
            return LocalFileSystem.Instance.ListFolder(path, transform, options);
        }

        public void CreateFolder(string path) => Do(() => LocalFileSystem.Instance.CreateFolder(path));

        public void MoveFile(string from, string to, bool overwrite)
        {
            Do(() => LocalFileSystem.Instance.MoveFile(from, to, overwrite));
            OnMove(to);
        }

        public void SetLastWriteTime(string path, DateTime utc) => Do(() => LocalFileSystem.Instance.SetLastWriteTime(path, utc));

        public bool LinkFile(string from, string to)
        {
            var isLink = false;
            Do(() => isLink = LocalFileSystem.Instance.LinkFile(from, to));
            return isLink;
        }

        public void DeleteFile(string path) => Do(() => LocalFileSystem.Instance.DeleteFile(path));

        public void DeleteFolder(string path) => Do(() => LocalFileSystem.Instance.DeleteFolder(path));

        public void SyncFile(string path) => Do(() => LocalFileSystem.Instance.SyncFile(path));

        public void SyncFolder(string path) => Do(() => LocalFileSystem.Instance.SyncFolder(path));

        public void SyncAll(string path) => Do(() => LocalFileSystem.Instance.SyncAll(path));

        private void Do(Action call)
        {
            HasFailed = HasFailed || Interlocked.Increment(ref calls) == failing;
            ThrowIfFailed();
            call();
        }

        private void ThrowIfFailed()
        {
            if (HasFailed) throw new IOException("The disk is gone.");
        }
    }
}

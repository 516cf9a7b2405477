using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Tests.Engine;

public sealed class ScratchFolderTests
{
    [Fact]
    public void A_folder_that_is_there_already_is_not_taken()
    {
        // Two containers share a temporary folder, and in each the process has the same id and counts from 1.
        var others = Enumerable
            .Range(1, 2000)
            .Select(number => Path.Combine(Path.GetTempPath(), $"datalake-{Environment.ProcessId}-{number}"))
            .ToArray();
        try
        {
            foreach (var other in others) Directory.CreateDirectory(other);
            using (var scratch = new ScratchFolder())
            {
                Assert.DoesNotContain(scratch.Path, others);
                Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
            }

            Assert.All(others, other => Assert.True(Directory.Exists(other)));
        }
        finally
        {
            foreach (var other in others.Where(Directory.Exists)) Directory.Delete(other);
        }
    }

    [Fact]
    public void Nobody_else_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        using var scratch = new ScratchFolder();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(scratch.Path));
    }

    [Fact]
    public void It_is_gone_when_it_is_disposed()
    {
        string path;
        using (var scratch = new ScratchFolder())
        {
            path = scratch.Path;
            using var engine = scratch.OpenEngine(new EngineOptions());
        }

        Assert.False(Directory.Exists(path));
    }
}

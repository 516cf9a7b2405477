using System.IO.Compression;
using System.Text;

namespace FunctionZip.Tests;

public sealed class PackerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("function-zip");

    [Fact]
    public void The_same_files_make_the_same_zip_whatever_their_order_place_and_age()
    {
        var first = Packer.Pack([File("a", "b.dll", "code"), File("a", "a.json", "{}")]);
        var older = File("elsewhere", "a.json", "{}");
        System.IO.File.SetLastWriteTimeUtc(older.Source, new DateTime(2020, 2, 2, 0, 0, 0, DateTimeKind.Utc));
        var second = Packer.Pack([older, File("elsewhere", "b.dll", "code")]);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Another_content_or_name_makes_another_zip()
    {
        var zip = Packer.Pack([File("a", "b.dll", "code")]);

        Assert.NotEqual(zip, Packer.Pack([File("b", "b.dll", "Code")]));
        Assert.NotEqual(zip, Packer.Pack([File("b", "c.dll", "code")]));
    }

    [Fact]
    public void Entries_have_their_content_in_the_order_of_their_names()
    {
        using var zip = Open(Packer.Pack([File("a", "b.dll", "code"), File("a", "B.dll", "other"), File("a", "a.json", "{}")]));

        Assert.Equal(["B.dll", "a.json", "b.dll"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(["other", "{}", "code"], zip.Entries.Select(Text));
    }

    [Fact]
    public void A_bootstrap_and_libraries_are_executable_and_the_rest_is_readable_by_everyone()
    {
        using var zip = Open(
            Packer.Pack([
                File("a", "bootstrap", ""),
                File("a", "libduck.so", ""),
                File("a", "Function.dll", ""),
                File("a", "Function.runtimeconfig.json", ""),
            ])
        );

        var modes = zip.Entries.ToDictionary(entry => entry.Name, entry => Convert.ToString(entry.ExternalAttributes >> 16 & 0xFFFF, 8));

        Assert.Equal("100755", modes["bootstrap"]);
        Assert.Equal("100755", modes["libduck.so"]);
        Assert.Equal("100644", modes["Function.dll"]);
        Assert.Equal("100644", modes["Function.runtimeconfig.json"]);
    }

    [Fact]
    public void Folders_are_written_with_slashes()
    {
        var file = File("a", "x.dll", "code");

        using var zip = Open(Packer.Pack([new(@"runtimes\linux\x.dll", file.Source)]));

        Assert.Equal("runtimes/linux/x.dll", Assert.Single(zip.Entries).FullName);
    }

    [Fact]
    public void A_zip_at_the_limit_is_too_large_and_the_message_says_what_makes_it_so()
    {
        var zip = Packer.Pack([File("a", "small.dll", "x"), File("a", "large.dll", new string('y', 500_000))]);

        var problem = Packer.Check("StructureRaw.zip", zip, zip.Length);

        Assert.StartsWith(
            $"StructureRaw.zip has {zip.Length:N0} bytes and must have fewer than {zip.Length:N0} (LargestFunctionZip). The largest in it: large.dll ",
            problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_below_the_limit_is_taken_and_zero_is_no_limit()
    {
        var zip = Packer.Pack([File("a", "b.dll", "code")]);

        Assert.Null(Packer.Check("StructureRaw.zip", zip, zip.Length + 1));
        Assert.Null(Packer.Check("StructureRaw.zip", zip, 0));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ZipArchive Open(byte[] zip) => new(new MemoryStream(zip));

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private ZipFile File(string folder, string name, string content)
    {
        var path = Path.Combine(_folder.CreateSubdirectory(folder).FullName, name);
        System.IO.File.WriteAllText(path, content);
        return new(name, path);
    }
}

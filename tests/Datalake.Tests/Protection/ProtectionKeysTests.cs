using System.Text;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Protection;

public sealed class ProtectionKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("datalake-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_key_is_the_text_of_its_variable()
    {
        var keys = new ProtectionKeys(name => name == "SHOP_KEY" ? "  kéy of the shop " : null);
        Assert.Equal(
            "  kéy of the shop ", Encoding.UTF8.GetString(keys.Read(new KeyReference(KeyReferenceKind.EnvironmentVariable, "SHOP_KEY"))));
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef\r\n")]
    [InlineData("0123456789abcdef \t\n\n")]
    public void A_key_is_the_content_of_its_file_without_the_white_space_at_the_end(string content) =>
        Assert.Equal("0123456789abcdef", Encoding.UTF8.GetString(new ProtectionKeys(_ => null).Read(FileOf(content))));

    [Fact]
    public void A_key_that_is_missing_or_short_is_refused_by_name_and_never_shown()
    {
        var keys = new ProtectionKeys(name => name == "SHORT_KEY" ? "fifteen letters" : name == "EMPTY_KEY" ? "" : null);
        foreach (var name in (string[])["SHORT_KEY", "EMPTY_KEY", "MISSING_KEY"])
        {
            var failure = Assert.Throws<ProtectionKeyException>(() =>
                keys.Read(new KeyReference(KeyReferenceKind.EnvironmentVariable, name))
            );
            Assert.Contains(name, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("letters", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_file_that_is_missing_or_short_or_a_folder_is_refused_by_name()
    {
        var keys = new ProtectionKeys(_ => null);
        KeyReference[] references =
        [
            FileOf("short\n\n\n\n\n\n\n\n\n\n\n\n\n\n"),
            new(KeyReferenceKind.File, Path.Combine(folder, "missing")),
            new(KeyReferenceKind.File, folder),
        ];
        foreach (var reference in references)
        {
            var failure = Assert.Throws<ProtectionKeyException>(() => keys.Read(reference));
            Assert.Contains(reference.Name, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_structured_without_the_key()
    {
        var contract = Contracts.Of() with { Protect = [new ProtectRule(FieldPath.Parse("email"), ProtectionKind.Hmac, null)] };
        Assert.Throws<ProtectionKeyException>(() => new RecordStructurer(contract, new ProtectionKeys(_ => null), RecordLimits.Default));
    }

    private KeyReference FileOf(string content)
    {
        var path = Path.Combine(folder, "key");
        File.WriteAllText(path, content);
        return new KeyReference(KeyReferenceKind.File, path);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Protection;

public class ValueProtectorTests
{
    private const string Key = "JefeJefeJefeJefe";

    [Fact]
    public void Hmac_is_hmac_sha256_in_lower_case_hex()
    {
        // RFC 4231, test case 6: a key larger than the block.
        var key = Enumerable.Repeat((byte)0xaa, 131).ToArray();
        using var output = new Utf8Output();
        new HmacProtector(key).Write("Test Using Larger Than Block-Size Key - Hash Key First"u8, output);
        Assert.Equal("\"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54\"", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void What_is_encrypted_is_read_again_with_the_key_and_only_with_it() =>
        Property.Holds(
            Property.Made(random =>
                string.Concat(Enumerable.Range(0, random.Next(50)).Select(_ => "aé€😀\"\\\n\0".EnumerateRunes().ElementAt(random.Next(8))))
            ),
            text =>
        {
            var sealedText = Protect(ProtectionKind.Encrypt, text);
            Assert.Equal(text, Open(sealedText, Key));
            Assert.Throws<AuthenticationTagMismatchException>(() => Open(sealedText, Key + "x"));
        }, 200);

    [Theory]
    [InlineData(ProtectionKind.Hmac)]
    [InlineData(ProtectionKind.Encrypt)]
    [InlineData(ProtectionKind.Mask)]
    public void The_same_text_has_the_same_form_every_time(ProtectionKind kind) =>
        Assert.Equal(Protect(kind, "david@luxstore.com"), Protect(kind, "david@luxstore.com"));

    [Theory]
    [InlineData(ProtectionKind.Hmac)]
    [InlineData(ProtectionKind.Encrypt)]
    public void Another_text_or_another_key_has_another_form(ProtectionKind kind)
    {
        Assert.NotEqual(Protect(kind, "a"), Protect(kind, "b"));
        Assert.NotEqual(Protect(kind, "a"), Protect(kind, "a", Key + "x"));
        Assert.NotEqual(
            Convert.FromBase64String(Protect(ProtectionKind.Encrypt, "a"))[..12],
            Convert.FromBase64String(Protect(ProtectionKind.Encrypt, "b"))[..12]
        );
    }

    [Theory]
    [InlineData("david@luxstore.com", "*****@********.***")]
    [InlineData("+55 (21) 99999-0000", "+** (**) *****-****")]
    [InlineData("Ünï 雪 😀 \"x\"\n", "*** * 😀 \"*\"\n")]
    [InlineData("", "")]
    public void A_mask_leaves_length_and_punctuation(string text, string masked) =>
        Assert.Equal(masked, Protect(ProtectionKind.Mask, text));

    [Fact]
    public void Removal_is_no_protector() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ValueProtector.Create(new ProtectRule(FieldPath.Parse("a"), ProtectionKind.Remove, null), Keys(Key))
        );

    private static string Protect(ProtectionKind kind, string text, string key = Key)
    {
        using var output = new Utf8Output();
        ValueProtector
            .Create(new ProtectRule(FieldPath.Parse("a"), kind, KeyReference.Default), Keys(key))
            .Write(Encoding.UTF8.GetBytes(text), output);
        return JsonSerializer.Deserialize<string>(output.WrittenSpan)!;
    }

    private static ProtectionKeys Keys(string key) => new(name => name == KeyReference.Default.Name ? key : null);

    /// <summary>What a user who holds the key would write, in any language: HKDF-SHA256 without salt, then AES-256-GCM.</summary>
    private static string Open(string sealedText, string key)
    {
        var bytes = Convert.FromBase64String(sealedText);
        var cipherKey = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, salt: [], info: "datalake encrypt v1"u8.ToArray());
        var text = new byte[bytes.Length - 12 - 16];
        using var cipher = new AesGcm(cipherKey, 16);
        cipher.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, text.Length), bytes.AsSpan(12 + text.Length), text);
        return Encoding.UTF8.GetString(text);
    }
}

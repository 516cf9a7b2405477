using System.Text;
using System.Text.Json;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Structuring;

/// <summary>A value under a protected path is never in the clear behind STRUCTURE, whatever shape it comes in.</summary>
public class ProtectedValueTests
{
    private const string Secret = "ann@example.test";
    private const string Key = "a key of many more than sixteen bytes";

    [Theory]
    [InlineData("{\"customer\":{\"email\":\"ann@example.test\"}}")]
    [InlineData("{\"customer\":[{\"id\":1,\"email\":\"ann@example.test\"}]}")]
    [InlineData("{\"customer\":[[{\"email\":\"ann@example.test\"}]]}")]
    [InlineData("{\"customer\":[\"ann@example.test\"]}")]
    [InlineData("{\"customer\":\"ann@example.test\"}")]
    [InlineData("{\"customer\":\"{\\\"id\\\":1,\\\"email\\\":\\\"ann@example.test\\\"}\"}")]
    [InlineData("{\"customer\":\"\\\"{\\\\\\\"email\\\\\\\":\\\\\\\"ann@example.test\\\\\\\"}\\\"\"}")]
    [InlineData("{\"customer\":{\"email\":[\"ann@example.test\"]}}")]
    [InlineData("{\"customer\":{\"email\":{\"work\":\"ann@example.test\"}}}")]
    [InlineData("{\"customer\":{\"EMAIL\":\"ann@example.test\"}}")]
    [InlineData("{\"Customer\":{\"\\u0065mail\":\"ann@example.test\"}}")]
    [InlineData("{\"customer.email\":\"ann@example.test\"}")]
    [InlineData("{\"emails\":\"ann@example.test\"}")]
    [InlineData("{\"emails\":{\"0\":\"ann@example.test\"}}")]
    [InlineData("{\"emails\":{\"ann@example.test\":true}}")]
    [InlineData("{\"emails\":[[\"ann@example.test\"],{\"x\":\"ann@example.test\"}]}")]
    [InlineData("{\"meta\":[{\"key\":\"a\",\"value\":\"ann@example.test\"}]}")]
    [InlineData("{\"meta\":{\"key\":\"a\",\"value\":\"ann@example.test\"}}")]
    [InlineData("{\"meta\":{\"0\":{\"key\":\"a\",\"value\":\"ann@example.test\"}}}")]
    [InlineData("{\"meta\":[\"ann@example.test\",[{\"value\":\"ann@example.test\"}],[\"ann@example.test\"]]}")]
    [InlineData("{\"note\":\"{\\\"a\\\":[{\\\"phone\\\":\\\"ann@example.test\\\"}]}\"}")]
    [InlineData("{\"note\":\"cut {\\\"Phone\\\" : \\\"ann@example.test\"}")]
    [InlineData("{\"deep\":[{\"note\":\"\\\"{\\\\\\\"phone\\\\\\\":\\\\\\\"ann@example.test\\\\\\\"}\\\"\"}]}")]
    [InlineData("{\"note\":\"{\\\"\\\\u0070hone\\\":\\\"ann@example.test\\\"}\"}")]
    [InlineData("{\"note\":\"{\\u0022phone\\u0022:\\u0022ann@example.test\\u0022}\"}")]
    [InlineData("{\"a\":[[{\"phone\":\"ann@example.test\"}]]}")]
    public void No_other_shape_lets_a_protected_value_through(string record)
    {
        foreach (var stringified in (bool[])[false, true]) Assert.DoesNotContain(Secret, Structured(Contract(stringified), record) ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"customer\":null,\"emails\":[null,\"\"],\"meta\":[]}", "{\"customer\":null,\"emails\":[null,\"\"],\"meta\":[]}")]
    [InlineData("{\"note\":\"[urgent] call \\\"Bob\\\": phone\"}", "{\"note\":\"[urgent] call \\\"Bob\\\": phone\"}")]
    [InlineData("{\"customer\":{\"id\":7},\"meta\":[{\"key\":\"k\"}]}", "{\"customer\":{\"id\":7},\"meta\":[{\"key\":\"k\"}]}")]
    [InlineData("{\"customers\":[{\"email\":\"x\"}],\"x\":{\"emails\":[\"x\"]}}", "{\"customers\":[{\"email\":\"x\"}],\"x\":{\"emails\":[\"x\"]}}")]
    public void What_no_rule_names_stays_as_it_is(string record, string structured)
    {
        foreach (var stringified in (bool[])[false, true])
            Assert.Equal(structured, Structured(Contract(stringified) with { Structure = [] }, record));
    }

    [Fact]
    public void A_rule_for_the_object_and_one_for_the_array_cover_both_shapes()
    {
        var contract = Contract(stringified: false);
        contract = contract with { Structure = [], Protect = [.. contract.Protect, contract.Protect[0] with { Path = FieldPath.Parse("customer[].email") }] };
        Assert.StartsWith("{\"customer\":{\"id\":1,\"email\":", Structured(contract, "{\"customer\":{\"id\":1,\"email\":\"a\"}}"), StringComparison.Ordinal);
        Assert.StartsWith("{\"customer\":[{\"id\":1,\"email\":", Structured(contract, "{\"customer\":[{\"id\":1,\"email\":\"a\"}]}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_secrets_below_protected_paths_are_nowhere_in_what_is_structured_conformed_or_rescued() =>
        Property.Holds(Property.Made(random => (Record(random), random.Next(2) == 0)), given =>
        {
            var contract = Contract(given.Item2);
            if (Structured(contract, given.Item1) is not { } structured) return;
            Assert.DoesNotContain("secret", structured, StringComparison.OrdinalIgnoreCase);
            using var conformer = new RecordConformer(contract, RecordLimits.Default);
            using var output = new Utf8Output();
            Assert.Null(conformer.Conform(Encoding.UTF8.GetBytes(structured), output).Problem);
            Assert.DoesNotContain("secret", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.OrdinalIgnoreCase);
        }, 6000);

    private static DatasetContract Contract(bool stringified)
    {
        var contract = Contracts.Of(
            ("id", "string"), ("at", "timestamp"), ("customer", "struct<id:bigint,email:string>"), ("emails", "array<string>"),
            ("meta", "array<struct<key:string,value:string>>"));
        return contract with
        {
            Raw = contract.Raw with { Stringified = stringified },
            Structure = [new EntriesRule(FieldPath.Parse("meta[].tags"), "k", "v", "[]"), new CopyRule(FieldPath.Parse("customer"), "copy")],
            Protect =
            [
                new ProtectRule(FieldPath.Parse("customer.email"), ProtectionKind.Hmac, KeyReference.Default),
                new ProtectRule(FieldPath.Parse("emails[]"), ProtectionKind.Mask, null),
                new ProtectRule(FieldPath.Parse("meta[].value"), ProtectionKind.Encrypt, KeyReference.Default),
                new ProtectRule(FieldPath.Parse("**.phone"), ProtectionKind.Remove, null),
            ],
        };
    }

    /// <summary>A record with secrets at random places below the protected paths, in random shapes.</summary>
    private static string Record(Random random)
    {
        var top = new Dictionary<string, object?> { ["id"] = "1", ["at"] = "2026-11-20" };
        foreach (var name in (string[])["customer", "emails", "meta", "CUSTOMER"])
        {
            if (random.Next(3) > 0) top[name] = Stringified(Shape(random, name.ToLowerInvariant(), 3), random);
        }

        if (random.Next(2) == 0) top["note"] = Stringified(new Dictionary<string, object?> { ["x"] = 1, ["Phone"] = "secret" }, random);
        return JsonSerializer.Serialize(top);
    }

    /// <summary>
    /// The shape that a path expects, with the secret where the path ends, or one that drifted, with secrets wherever a scalar stands.
    /// </summary>
    private static object? Shape(Random random, string name, int depth) => (random.Next(4), name) switch
    {
        (0, "customer") => new Dictionary<string, object?> { ["id"] = 5, [random.Next(2) == 0 ? "email" : "eMail"] = Any(random, depth) },
        (0, "emails") => new[] { Any(random, depth), "secret" },
        (0, _) => new[] { new Dictionary<string, object?> { ["key"] = "k", ["value"] = Any(random, depth) } },
        (1, "customer") => new object?[] { Shape(random, name, depth - 1) },
        (1, _) => new Dictionary<string, object?> { ["0"] = Any(random, depth), ["secret"] = 1 },
        (2, "emails" or "meta") when depth > 0 => new object?[] { new object?[] { Shape(random, name, depth - 1) } },
        _ => "secret",
    };

    private static object? Any(Random random, int depth) => random.Next(depth > 0 ? 6 : 3) switch
    {
        0 or 1 or 2 => "my secret",
        3 => new object?[] { Any(random, depth - 1), null, 5 },
        4 => new Dictionary<string, object?> { ["secret"] = Any(random, depth - 1) },
        _ => JsonSerializer.Serialize(Any(random, depth - 1)),
    };

    private static object? Stringified(object? value, Random random) =>
        random.Next(3) == 0 ? Stringified(JsonSerializer.Serialize(value), random) : value;

    private static string? Structured(DatasetContract contract, string record)
    {
        using var structurer = new RecordStructurer(contract, new ProtectionKeys(_ => Key), RecordLimits.Default);
        using var output = new Utf8Output();
        return structurer.Structure(Encoding.UTF8.GetBytes(record), output) is null ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }
}

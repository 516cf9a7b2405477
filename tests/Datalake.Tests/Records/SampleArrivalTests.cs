using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tables;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

public class SampleArrivalTests
{
    private static string DatasetsFolder => Path.Combine(AppContext.BaseDirectory, "datasets");

    [Theory]
    [InlineData("checkout")]
    [InlineData("fulfillment")]
    public async Task The_sample_of_a_dataset_fits_its_contract_with_nothing_rescued(string dataset)
    {
        var contract = DatasetContractReader
            .Read(
                await File.ReadAllBytesAsync(Path.Combine(DatasetsFolder, dataset, "dataset.json"), TestContext.Current.CancellationToken),
                dataset
            )
            .Require();
        var folder = Path.Combine(DatasetsFolder, dataset, "sample");
        var samples = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(samples);
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        foreach (var sample in samples)
        {
            Assert.True(contract.Raw.Keys.IsMatch(Path.GetRelativePath(folder, sample).Replace('\\', '/')));
            await using var stream = File.OpenRead(sample);
            using var reader = RecordReader.Open(stream, contract.Raw, RecordLimits.Default);
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            Assert.True(reader.IsSingle);

            using var structured = new Utf8Output();
            Assert.Null(structurer.Structure(reader.Current.Content.Span, structured));
            using var conformed = new Utf8Output();
            var result = conformer.Conform(structured.WrittenSpan, conformed);
            Assert.Equal((null, 0), (result.Problem, result.Rescued));
            AssertEverythingIsThere(
                JsonTree.Parse(structured.WrittenSpan.ToArray()), JsonTree.Parse([.. conformed.WrittenSpan, (byte)'}']));
        }
    }

    [Theory]
    [InlineData("checkout")]
    [InlineData("fulfillment")]
    public async Task An_order_as_the_shop_s_API_gives_it_fits_too_and_has_the_same_columns(string dataset)
    {
        var contract = DatasetContractReader
            .Read(
                await File.ReadAllBytesAsync(Path.Combine(DatasetsFolder, dataset, "dataset.json"), TestContext.Current.CancellationToken),
                dataset
            )
            .Require();
        var sample = await File.ReadAllBytesAsync(
            Directory.GetFiles(Path.Combine(DatasetsFolder, dataset, "sample"), "*", SearchOption.AllDirectories)[0],
            TestContext.Current.CancellationToken
        );
        var plain = AsTheApiGivesIt(sample, contract);
        Assert.Contains("\"items\":[{\"uniqueId\":", plain, StringComparison.Ordinal);
        Assert.Equal(WithoutDigest(Conformed(contract, sample)), WithoutDigest(Conformed(contract, Encoding.UTF8.GetBytes(plain))));

        // Its timestamps are written otherwise, so the digests differ.
        static string WithoutDigest(string text) => text[..text.IndexOf(",\"_digest\"", StringComparison.Ordinal)];
    }

    [Fact]
    public void Once_warm_a_record_of_any_size_costs_no_memory()
    {
        var contract = Contracts.Of(
            ("id", "string"), ("at", "timestamp"), ("items", "array<struct<a:string,b:decimal(9,2),m:map<string,bigint>>>"));
        contract = contract with { Raw = contract.Raw with { Stringified = true }, Structure = [new DropRule(FieldPath.Parse("**.*x*"))] };
        var items = string.Join(
            ',',
            Enumerable
                .Range(0, 2000)
                .Select(i =>
                    $"{{\\\"a\\\":{i},\\\"x\\\":1,\\\"b\\\":{i}.50,\\\"m\\\":{{\\\"k{i % 7}\\\":\\\"{i}\\\"}},\\\"other\\\":[null]}}"
                )
        );
        var record = Encoding.UTF8.GetBytes($"{{\"id\":\"1\",\"at\":\"2024-02-04\",\"items\":\"[{items}]\"}}");
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var structured = new Utf8Output();
        using var conformed = new Utf8Output();
        for (var warm = 0; warm < 3; warm++) Assert.Equal(2000, Run());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Run();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 * 256);

        int Run()
        {
            structured.Clear();
            conformed.Clear();
            structurer.Structure(record, structured);
            return conformer.Conform(structured.WrittenSpan, conformed).Rescued;
        }
    }

    /// <summary>The order before its top level became strings: keys in camel case, values with their JSON kinds.</summary>
    private static string AsTheApiGivesIt(byte[] raw, DatasetContract contract)
    {
        var plain = new JsonObject();
        foreach (var (key, value) in JsonNode.Parse(raw)!.AsObject())
        {
            var isText = contract.Columns.SingleOrDefault(column => column.Key == key)?.Type.ToString() is "string" or "timestamp";
            plain[char.ToLowerInvariant(key[0]) + key[1..]] =
                value is null || isText ? value?.DeepClone() : JsonNode.Parse(value.GetValue<string>());
        }

        return plain.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static string Conformed(DatasetContract contract, byte[] raw)
    {
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var structured = new Utf8Output();
        using var conformed = new Utf8Output();
        Assert.Null(structurer.Structure(raw, structured));
        Assert.Equal(
            (null, 0), conformer.Conform(structured.WrittenSpan, conformed) is var result ? (result.Problem, result.Rescued) : default);
        return Encoding.UTF8.GetString(conformed.WrittenSpan);
    }

    /// <summary>Every key of the structured record that is not null is a column of the conformed one.</summary>
    private static void AssertEverythingIsThere(JsonTree? structured, JsonTree? conformed)
    {
        var given = Assert
            .IsType<JsonObjectTree>(structured)
            .Members.Where(member => member.Value is not JsonWord { IsNull: true })
            .Select(member => member.Key.Text.ToLowerInvariant());
        var columns = Assert.IsType<JsonObjectTree>(conformed).Members.Select(member => member.Key.Text);
        Assert.Equal(given.Append(Lineage.Digest), columns);
    }
}

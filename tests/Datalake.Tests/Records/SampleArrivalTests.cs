using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
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
        var contract = DatasetContractReader.Read(await File.ReadAllBytesAsync(Path.Combine(DatasetsFolder, dataset, "dataset.json"), TestContext.Current.CancellationToken), dataset).Require();
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
            AssertEverythingIsThere(JsonTree.Parse(structured.WrittenSpan.ToArray()), JsonTree.Parse([.. conformed.WrittenSpan, (byte)'}']));
        }
    }

    /// <summary>Every key of the structured record that is not null is a column of the conformed one.</summary>
    private static void AssertEverythingIsThere(JsonTree? structured, JsonTree? conformed)
    {
        var given = Assert.IsType<JsonObjectTree>(structured).Members.Where(member => member.Value is not JsonWord { IsNull: true }).Select(member => member.Key.Text.ToLowerInvariant());
        var columns = Assert.IsType<JsonObjectTree>(conformed).Members.Select(member => member.Key.Text);
        Assert.Equal(given.Append(Lineage.Digest), columns);
    }
}

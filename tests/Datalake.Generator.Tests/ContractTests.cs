using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;

namespace Datalake.Generator.Tests;

/// <summary>
/// What is generated is what the datasets' contracts promise: read by the lake's own steps, good records fit entirely and bad ones do not
/// fit at all.
/// </summary>
public class ContractTests
{
    [Theory]
    [InlineData(GeneratedDataset.Checkout, 1, 0)]
    [InlineData(GeneratedDataset.Checkout, 50, 0)]
    [InlineData(GeneratedDataset.Checkout, 3, 1_024)]
    [InlineData(GeneratedDataset.Fulfillment, 1, 20_000)]
    public async Task Good_records_fit_entirely_and_bad_ones_have_no_reading(GeneratedDataset dataset, int perObject, int size)
    {
        var contract = Contract(dataset);
        var options = new CheckoutGeneratorOptions
        {
            Dataset = dataset,
            Orders = 150,
            PerObject = perObject,
            RecordSize = size,
            Bad = 0.2,
            Duplicates = 0.05,
            Late = 0.1,
            Gzip = perObject > 1,
        };
        var (sink, counts) = MemorySink.Run(options);
        var (good, bad) = (0L, 0L);
        foreach (var (key, content) in sink.Arrivals)
        {
            Assert.True(contract.Raw.Keys.IsMatch(key), key);
            await foreach (var outcome in ReadAsync(contract, content))
            {
                if (outcome.Problem is null) good++;
                else bad++;
                Assert.Equal(0, outcome.Rescued);
            }
        }

        Assert.Equal((counts.Records - counts.Bad, counts.Bad), (good, bad));
    }

    [Fact]
    public void Keys_of_one_dataset_are_not_the_others()
    {
        var (sink, _) = MemorySink.Run(new() { Orders = 5, RecordSize = 1_000 });
        Assert.All(sink.Arrivals, arrival => Assert.False(Contract(GeneratedDataset.Fulfillment).Raw.Keys.IsMatch(arrival.Key)));
    }

    [Theory]
    [InlineData(GeneratedDataset.Checkout)]
    [InlineData(GeneratedDataset.Fulfillment)]
    public async Task The_sample_of_the_dataset_fits_entirely(GeneratedDataset dataset)
    {
        var contract = Contract(dataset);
        var folder = Path.Combine(AppContext.BaseDirectory, "datasets", contract.Name, "sample");
        var sample = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.True(contract.Raw.Keys.IsMatch(Path.GetRelativePath(folder, sample).Replace('\\', '/')));
        var outcomes = await ReadAsync(contract, await File.ReadAllBytesAsync(sample, TestContext.Current.CancellationToken))
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new ConformedRecord(Problem: null, Rescued: 0), Assert.Single(outcomes));
    }

    private static DatasetContract Contract(GeneratedDataset dataset)
    {
        var name = dataset == GeneratedDataset.Checkout ? "checkout" : "fulfillment";
        return DatasetContractReader
            .Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "datasets", name, "dataset.json")), name)
            .Require();
    }

    private static async IAsyncEnumerable<ConformedRecord> ReadAsync(DatasetContract contract, byte[] arrival)
    {
        using var reader = RecordReader.Open(new MemoryStream(arrival), contract.Raw, RecordLimits.Default);
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var structured = new Utf8Output();
        using var conformed = new Utf8Output();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            structured.Clear();
            conformed.Clear();
            var problem = reader.Current.Problem ?? structurer.Structure(reader.Current.Content.Span, structured);
            yield return problem is null ? conformer.Conform(structured.WrittenSpan, conformed) : new ConformedRecord(problem, Rescued: 0);
        }
    }
}

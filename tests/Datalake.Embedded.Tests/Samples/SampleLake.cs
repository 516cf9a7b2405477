using System.Text;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Schemas;
using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Samples;

/// <summary>
/// One lake with every sample: the raw files lie in it, each contract is what the inference proposes, adopted as it is, and all of them are
/// ingested and partitioned by one run.
/// </summary>
public sealed class SampleLake : IAsyncLifetime
{
    private readonly Dictionary<string, string> proposals = new(StringComparer.Ordinal);
    private readonly TestLake lake = new();

    /// <summary>The names of the samples.</summary>
    public static IEnumerable<string> Names => Directory.GetDirectories(Data).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    /// <summary>What the run counted.</summary>
    public IngestReport Report { get; private set; } = null!;

    /// <summary>The lake's folder.</summary>
    public string Root => lake.Root;

    /// <summary>The contracts.</summary>
    public DatasetCatalog Catalog { get; private set; } = null!;

    private static string Data => Path.Combine(AppContext.BaseDirectory, "Samples", "data");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var name in Names)
        {
            var raw = Path.Combine(Data, name, "raw");
            foreach (var file in Directory.EnumerateFiles(raw, "*", SearchOption.AllDirectories))
                lake.Drop(Path.GetRelativePath(raw, file).Replace('\\', '/'), await File.ReadAllBytesAsync(file, Test.Token));
        }

        foreach (var name in Names)
        {
            var keys = KeyTemplate.Parse(Expected(name).GetProperty("keys").GetString()!);
            var proposal = await RawInference.InferAsync(lake.Root, name, keys, 0, Test.Token);
            Assert.Contains($"By this contract 0 of {proposal.Read} records would go to quarantine, and 0 would have rescued values.", proposal.Notes);
            proposals[name] = ProposalJson.Write(proposal);
            var read = DatasetContractReader.Read(Encoding.UTF8.GetBytes(proposals[name]), name);
            Assert.True(read.Contract is not null, $"{name}: {string.Join('\n', read.Problems)}\n{proposals[name]}");
            lake.SetContract(proposals[name]);
        }

        Report = await lake.IngestAsync();
        Assert.All(await lake.PartitionAsync(), hour => Assert.Null(hour.Failure));
        await using var open = lake.Open();
        Catalog = open.Catalog;
    }

    /// <summary>What is expected of a sample.</summary>
    public static JsonElement Expected(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data, name, "sample.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The contract that was proposed for a sample.</summary>
    public JsonElement Proposal(string name)
    {
        using var document = JsonDocument.Parse(proposals[name]);
        return document.RootElement.Clone();
    }

    /// <summary>Why records of a sample are in quarantine.</summary>
    public async Task<string[]> QuarantineAsync(string name) =>
        [.. (await lake.QuarantineAsync(name)).Select(entry => $"{entry.Source}#{entry.Record}: {entry.Reason}")];

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lake.Dispose();
        return ValueTask.CompletedTask;
    }
}

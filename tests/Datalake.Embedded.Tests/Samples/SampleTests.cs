using System.Text.Json;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Samples;

/// <summary>
/// Data as shops, banks, databases and brokers write it: the inference proposes a contract, which is adopted unchanged, and every record
/// arrives in the table whole. To add a sample, add a folder below <c>data/</c>: the files below <c>raw/</c>, and in <c>sample.json</c>
/// what is expected.
/// </summary>
public sealed class SampleTests(SampleLake lake) : IClassFixture<SampleLake>
{
    public static TheoryData<string> Names => [.. SampleLake.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_proposal_adopted_unchanged_reads_the_whole_sample(string name)
    {
        Assert.Empty(await lake.QuarantineAsync(name));
        using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(lake.Catalog), new EngineOptions());
        Assert.Empty(QueryLake.Query(reader, $"SELECT _rescued FROM {name} WHERE _rescued IS NOT NULL"));
        var expected = SampleLake.Expected(name);
        Assert.Equal(
            [.. expected.GetProperty("rows").EnumerateArray().Select(row => row.GetString()!)],
            QueryLake.Query(reader, expected.GetProperty("query").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_proposal_finds_formats_keys_and_change_dates(string name)
    {
        var (expected, proposal) = (SampleLake.Expected(name), lake.Proposal(name));
        foreach (var property in (string[])["identity", "changedAt"])
        {
            if (expected.TryGetProperty(property, out var keys)) AssertEqual(keys, proposal.GetProperty(property), property);
        }

        foreach (var property in (string[])["raw", "columns"])
        {
            if (!expected.TryGetProperty(property, out var parts)) continue;
            foreach (var part in parts.EnumerateObject())
            {
                Assert.True(proposal.GetProperty(property).TryGetProperty(part.Name, out var found), $"{part.Name} is not in {proposal}");
                AssertEqual(part.Value, found, part.Name);
            }
        }
    }

    [Fact]
    public void Nothing_is_unclaimed_or_lost()
    {
        Assert.Equal((0, 0, 0), (lake.Report.Quarantined, lake.Report.Rescued, lake.Report.Unclaimed));
        Assert.Equal(lake.Report.Records, lake.Report.Delivered);
    }

    private static void AssertEqual(JsonElement expected, JsonElement found, string what) =>
        Assert.True(JsonElement.DeepEquals(expected, found), $"{what} is {found.GetRawText()}, not {expected.GetRawText()}");
}

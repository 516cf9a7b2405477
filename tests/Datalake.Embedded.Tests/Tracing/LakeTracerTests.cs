using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Tests.Checking;
using Datalake.Embedded.Tracing;

namespace Datalake.Embedded.Tests.Tracing;

public sealed class LakeTracerTests : IDisposable
{
    private readonly TestLake lake = new();
    private readonly List<IDisposable> opened = [];

    public void Dispose()
    {
        foreach (var reader in opened) reader.Dispose();
        lake.Dispose();
    }

    [Theory]
    [InlineData("orders/1", "orders/1", 1)]
    [InlineData("orders/1#2", "orders/1", 2)]
    [InlineData("orders/1#2#3", "orders/1#2", 3)]
    [InlineData("orders/#x", "orders/#x", 1)]
    [InlineData("orders/#0", "orders/#0", 1)]
    public void A_source_says_key_and_record(string source, string key, long record) =>
        Assert.Equal(new RowSource(key, record), RowSource.Parse(source));

    [Fact]
    public async Task A_row_is_followed_back_to_its_record()
    {
        var first = Contracts.Order("a", "2026-11-20T08:00:00Z");
        lake.Drop("orders/1", $"{first}\n{Contracts.Order("b", "2026-11-20T08:00:00Z")}\nbroken\n");
        await FillAsync();
        var tracer = Open();

        var trace = await tracer.TraceAsync(Assert.Single(tracer.Find(["b"], Test.Token)), Test.Token);

        Assert.Equal(("orders/1", 2L, (long?)first.Length + 1, true), (trace.Raw!.Key, trace.Raw.Record, trace.Raw.Offset, trace.Raw.IsSameVersion));
        Assert.Equal((3, 2, 1), (trace.Commit!.Records, trace.Commit.Delivered, trace.Commit.Quarantined));
        Assert.Equal("structured_json/orders/orders/1.json", trace.Structured);
        Assert.Equal(lake.StageFiles(), trace.Stage);
        Assert.Equal(Assert.Single(lake.ConsumableFiles()), trace.Row.File);
        Assert.Equal(("MERGE", "2026112009", false), (trace.File!.Operation, trace.File.IngestionHour, trace.File.IsRewrite));
    }

    [Fact]
    public async Task An_arrival_is_followed_to_its_rows_and_to_its_records_in_quarantine()
    {
        lake.Drop("orders/1", $"{Contracts.Order("a", "2026-11-20T08:00:00Z")}\n{Contracts.Order("b", "2026-11-20T08:00:00Z")}\nbroken\n");
        lake.Drop("orders/10", Contracts.Order("c", "2026-11-20T08:00:00Z"));
        await FillAsync();

        var trace = await Open().TraceAsync("orders/1", Test.Token);

        Assert.Equal(["orders/1#1", "orders/1#2"], trace.Rows.Select(row => row.Source).Order(StringComparer.Ordinal));
        Assert.Equal(3, Assert.Single(trace.Quarantined).Record);
        Assert.Equal((3, 2), (trace.Commit!.Records, trace.Commit.Delivered));
        Assert.False(trace.IsCut);
    }

    [Fact]
    public async Task A_file_that_was_written_again_names_the_versions_that_may_have_brought_the_row()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-20T08:00:00Z"));
        await FillAsync();
        lake.Drop("orders/2", Contracts.Order("b", "2026-11-20T08:00:00Z"));
        await FillAsync();
        await using (var open = lake.Open()) await open.CompactAsync(open.Catalog.Find("orders")!, null, Test.Token);
        var tracer = Open();

        var file = (await tracer.TraceAsync(Assert.Single(tracer.Find(["a"], Test.Token)), Test.Token)).File!;

        Assert.Equal(("OPTIMIZE", true), (file.Operation, file.IsRewrite));
        Assert.Equal(2, file.First.Count);
    }

    [Fact]
    public async Task What_was_deleted_or_replaced_since_is_said()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-20T08:00:00Z"));
        lake.Drop("orders/2", Contracts.Order("b", "2026-11-20T08:00:00Z"));
        await FillAsync();
        File.Delete(lake.PathOf("raw/orders/1"));
        lake.Drop("orders/2", Contracts.Order("bb", "2026-11-20T08:00:00Z", 12345));
        var tracer = Open();

        var gone = await tracer.TraceAsync(Assert.Single(tracer.Find(["a"], Test.Token)), Test.Token);
        var replaced = await tracer.TraceAsync(Assert.Single(tracer.Find(["b"], Test.Token)), Test.Token);

        Assert.Null(gone.Raw);
        Assert.NotNull(gone.Commit);
        Assert.False(replaced.Raw!.IsSameVersion);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-20T08:00:00Z"));
        await FillAsync();
        var tracer = Open();

        Assert.Empty(tracer.Find(["'; DROP TABLE orders; --"], Test.Token));
        Assert.Throws<ArgumentException>(() => tracer.Find(["a", "b"], Test.Token));
        var trace = await tracer.TraceAsync("orders/nothing", Test.Token);
        Assert.Equal((null, null), (trace.Raw, trace.Commit));
        Assert.Empty(trace.Rows);
    }

    private async Task FillAsync()
    {
        await lake.IngestAsync();
        await lake.PartitionAsync();
    }

    private LakeTracer Open()
    {
        var reader = LakeReader.Open(lake.Root, LakeViewSet.Load(lake.Options().Datasets, lake.Catalog), new EngineOptions());
        opened.Add(reader);
        return new LakeTracer(reader, lake.Root, lake.Catalog.Find("orders")!);
    }
}

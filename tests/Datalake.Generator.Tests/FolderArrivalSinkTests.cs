namespace Datalake.Generator.Tests;

public sealed class FolderArrivalSinkTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lake-generate-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Files_lie_where_their_keys_say()
    {
        var options = new CheckoutGeneratorOptions { Orders = 12, RecordSize = 1_000, Duplicates = 0.3, Bad = 0.3 };
        var (memory, _) = MemorySink.Run(options);
        Generate(options, Path.Combine(root, "not", "there", "yet"));
        Assert.Equal(
            memory.Arrivals.OrderBy(arrival => arrival.Key, StringComparer.Ordinal),
            Files(Path.Combine(root, "not", "there", "yet")));
    }

    [Fact]
    public void A_second_run_replaces_the_first()
    {
        Generate(new() { Orders = 3, RecordSize = 3_000, PerObject = 100 }, root);
        var smaller = new CheckoutGeneratorOptions { Orders = 3, RecordSize = 1_000, PerObject = 100 };
        Generate(smaller, root);
        Assert.Equal(MemorySink.Run(smaller).Sink.Arrivals, Files(root));
    }

    private static void Generate(CheckoutGeneratorOptions options, string folder) =>
        new CheckoutGenerator(options).Generate(new FolderArrivalSink(folder), cancellationToken: TestContext.Current.CancellationToken);

    private static IEnumerable<(string Key, byte[] Content)> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);
}

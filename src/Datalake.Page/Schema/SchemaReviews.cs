using Datalake.Datasets;
using Datalake.Embedded.Schemas;
using Datalake.Server.Hosting;

namespace Datalake.Page.Schema;

/// <summary>Compares what arrives with the contracts, for whoever asks; one comparison at a time, since it reads many records.</summary>
/// <param name="lake">The lake.</param>
/// <param name="options">What the server serves.</param>
internal sealed class SchemaReviews(ServerLake lake, ServerOptions options) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>The datasets.</summary>
    public DatasetCatalog Catalog => lake.Live.Catalog;

    /// <summary>Compares a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="maximum">How many records at most; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<SchemaReview> ReadAsync(DatasetContract dataset, long maximum, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var file = Path.Combine(options.Lake.Datasets, dataset.Name, "dataset.json");
            var contract = await File.ReadAllTextAsync(file, cancellationToken);
            return await SchemaReview.ReadAsync(options.Lake.Root, dataset, contract, maximum, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}

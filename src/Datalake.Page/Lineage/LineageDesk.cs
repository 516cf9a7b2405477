using Datalake.Datasets;
using Datalake.Embedded.Tracing;
using Datalake.Server.Hosting;

namespace Datalake.Page.Lineage;

/// <summary>Follows rows and arrivals for whoever asks. Safe to share between threads.</summary>
/// <param name="lake">The lake.</param>
/// <param name="options">What the server serves.</param>
internal sealed class LineageDesk(ServerLake lake, ServerOptions options)
{
    /// <summary>The datasets.</summary>
    public DatasetCatalog Catalog => lake.Live.Catalog;

    /// <summary>The rows of an entity.</summary>
    public async Task<IReadOnlyList<FoundRow>> FindAsync(DatasetContract dataset, IReadOnlyList<string> identity, CancellationToken cancellationToken)
    {
        using var rental = await lake.Readers.RentAsync(cancellationToken);
        return new LakeTracer(rental.Reader, options.Lake.Root, dataset).Find(identity, cancellationToken);
    }

    /// <summary>The way of a row.</summary>
    public async Task<RowTrace> TraceAsync(DatasetContract dataset, FoundRow row, CancellationToken cancellationToken)
    {
        using var rental = await lake.Readers.RentAsync(cancellationToken);
        return await new LakeTracer(rental.Reader, options.Lake.Root, dataset).TraceAsync(row, cancellationToken);
    }

    /// <summary>What became of an arrival.</summary>
    public async Task<ArrivalTrace> TraceAsync(DatasetContract dataset, string key, CancellationToken cancellationToken)
    {
        using var rental = await lake.Readers.RentAsync(cancellationToken);
        return await new LakeTracer(rental.Reader, options.Lake.Root, dataset).TraceAsync(key, cancellationToken);
    }
}

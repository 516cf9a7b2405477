using System.Collections.Concurrent;
using Datalake.Datasets;
using Datalake.Embedded;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;

namespace Datalake.Server.Querying;

/// <summary>Readers of the lake, each rented by one query at a time; as many queries run at once as there are readers.</summary>
internal sealed class ReaderPool(LakeOptions lake, DatasetCatalog catalog) : IDisposable
{
    private const int Readers = 4;

    private readonly SemaphoreSlim places = new(Readers);
    private readonly ConcurrentBag<LakeReader> idle = [];

    /// <summary>Waits for a reader. It knows the views as their files are now.</summary>
    public async Task<Rental> RentAsync(CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            var views = LakeViewSet.Load(lake.Datasets, catalog);
            if (!idle.TryTake(out var reader)) return new Rental(this, LakeReader.Open(lake.Root, views, lake.Engine));
            reader.Use(views);
            return new Rental(this, reader);
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var reader)) reader.Dispose();
        places.Dispose();
    }

    /// <summary>A reader, until it is disposed.</summary>
    public sealed class Rental(ReaderPool pool, LakeReader reader) : IDisposable
    {
        public LakeReader Reader => reader;

        public void Dispose()
        {
            pool.idle.Add(reader);
            pool.places.Release();
        }
    }
}

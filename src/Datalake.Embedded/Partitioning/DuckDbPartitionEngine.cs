using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;

namespace Datalake.Embedded.Partitioning;

internal sealed class DuckDbPartitionEngine(FileObjectStore store, DuckDbEngine engine, TimeProvider time) : IPartitionEngine
{
    public Task<IReadOnlyList<HourOutcome>> RunAsync(IReadOnlyList<DueHour> hours, IProgress<HourOutcome>? progress, CancellationToken cancellation)
    {
        _ = (store, engine, time);
        throw new InvalidOperationException();
    }
}

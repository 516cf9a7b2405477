using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>Knows which hours have stage files without listing the files, which in a lake of years are millions.</summary>
public interface IStageHours
{
    /// <summary>Finds the hours of a dataset that may have stage files, in any order.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    IReadOnlyList<IngestionHour> Find(string dataset, CancellationToken cancellationToken);
}

using Amazon.Glue.Model;
using Amazon.Runtime;

namespace Amazon.Glue;

/// <summary>AWS Glue: the catalog of tables, and crawlers that find them.</summary>
public partial interface IAmazonGlue : IAmazonService, IDisposable
{
    /// <summary>Gives a table.</summary>
    Task<GetTableResponse> GetTableAsync(GetTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a table.</summary>
    Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces all that a table's definition says.</summary>
    Task<UpdateTableResponse> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists a table's partitions.</summary>
    Task<GetPartitionsResponse> GetPartitionsAsync(GetPartitionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes up to 100 partitions. An answer of success may still name some that failed: look at <see
    /// cref="BatchCreatePartitionResponse.Errors"/>.
    /// </summary>
    Task<BatchCreatePartitionResponse> BatchCreatePartitionAsync(
        BatchCreatePartitionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Starts a crawler.</summary>
    Task<StartCrawlerResponse> StartCrawlerAsync(StartCrawlerRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says what a crawler is, what it is doing, and how its last run ended.</summary>
    Task<GetCrawlerResponse> GetCrawlerAsync(GetCrawlerRequest request, CancellationToken cancellationToken = default);
}

using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;

namespace Datalake.Aws.Tests.Delivery;

/// <summary>
/// A delivery stream that says for each call what fails, which no emulator can be made to do. It holds callers to the documented limits.
/// </summary>
internal sealed class FakeFirehose(Func<int, IReadOnlyList<string>, IReadOnlySet<int>> failing)
    : AmazonKinesisFirehoseClient(new AnonymousAWSCredentials(), Amazon.RegionEndpoint.EUWest1)
{
    public List<IReadOnlyList<string>> Calls { get; } = [];

    public List<string> Taken { get; } = [];

    public static FakeFirehose ThatTakesAll() => new((_, _) => new HashSet<int>());

    public override Task<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Assert.InRange(request.Records.Count, 1, 500);
        Assert.True(request.Records.Sum(record => record.Data.Length) <= 4 << 20, "A call is over 4 MiB.");
        Assert.All(request.Records, record => Assert.InRange(record.Data.Length, 1, 1000 << 10));
        var entries = request.Records.ConvertAll(record => new StreamReader(record.Data).ReadToEnd());
        Calls.Add(entries);
        var failed = failing(Calls.Count, entries);
        Taken.AddRange(entries.Where((_, index) => !failed.Contains(index)));
        return Task.FromResult(new PutRecordBatchResponse
        {
            FailedPutCount = failed.Count,
            RequestResponses = [.. entries.Select((_, index) => failed.Contains(index)
                ? new PutRecordBatchResponseEntry { ErrorCode = "ServiceUnavailableException", ErrorMessage = "Slow down." }
                : new PutRecordBatchResponseEntry { RecordId = "r" })],
        });
    }
}

using System.Net;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Datalake.Pipeline;
using Datalake.Records;
using Polly;
using Polly.Retry;

namespace Datalake.Aws.Delivery;

/// <summary>
/// A Firehose delivery stream that turns JSON into Parquet by the Glue table of the dataset. What it has taken it keeps until it is in the
/// stage. Of a call only the entries that failed are sent again, until the operation is cancelled, which is the function's deadline; when
/// an answer is lost they are in the stage twice, and the partition routine drops the duplicates. Safe to share between threads.
/// </summary>
public sealed class FirehoseDeliveryStream : IDeliveryStream
{
    private readonly IAmazonKinesisFirehose firehose;
    private readonly string name;
    private readonly ResiliencePipeline<PutRecordBatchResponse> again;

    /// <summary>Speaks to a delivery stream.</summary>
    /// <param name="firehose">The client; it is not disposed here.</param>
    /// <param name="name">The delivery stream's name.</param>
    /// <param name="time">Times the waits between tries.</param>
    public FirehoseDeliveryStream(IAmazonKinesisFirehose firehose, string name, TimeProvider time)
    {
        this.firehose = firehose;
        this.name = name;
        again = new ResiliencePipelineBuilder<PutRecordBatchResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<PutRecordBatchResponse>
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(5),
                ShouldHandle = static arguments => ValueTask.FromResult(
                            arguments.Outcome.Exception is { } failure
                                ? IsTransient(failure)
                                : arguments.Outcome.Result is { FailedPutCount: > 0 }
                        ),
            })
            .Build();
    }

    /// <inheritdoc/>
    /// <exception cref="DeliveryException">The delivery stream is not there, may not be written, or refuses the call.</exception>
    public async ValueTask<IReadOnlyList<RejectedRecord>> PutAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var tooLarge = new List<int>();
        var call = new List<Record>(FirehoseLimits.BatchEntries);
        var bytes = 0L;
        foreach (var entry in EntryPacker.Pack(batch, tooLarge))
        {
            if (call.Count == FirehoseLimits.BatchEntries || bytes + entry.Length > FirehoseLimits.BatchBytes)
            {
                await SendAsync(call, cancellationToken);
                call.Clear();
                bytes = 0;
            }

            entry.Position = 0;
            call.Add(new Record { Data = entry });
            bytes += entry.Length;
        }

        if (call.Count > 0) await SendAsync(call, cancellationToken);
        return [.. tooLarge.Select(index => Reject(batch, index))];
    }

    private async Task SendAsync(List<Record> records, CancellationToken cancellationToken)
    {
        var left = new List<Record>(records);
        string? lastError = null;
        try
        {
            await again.ExecuteAsync(
                async token =>
                {
                    foreach (var record in left) record.Data.Position = 0;
                    try
                    {
                        var response = await firehose.PutRecordBatchAsync(
                            new PutRecordBatchRequest { DeliveryStreamName = name, Records = left }, token);
                        if (response.FailedPutCount is > 0) (left, lastError) = Failed(left, response);
                        return response;
                    }
                    catch (Exception failure) when (IsTransient(failure))
                    {
                        lastError = failure is AmazonServiceException { ErrorCode: { Length: > 0 } code }
                            ? $"{code}: {failure.Message}"
                            : failure.Message;
                        throw;
                    }
                },
                cancellationToken);
        }
        catch (OperationCanceledException stopped) when (cancellationToken.IsCancellationRequested && lastError is not null)
        {
            throw new DeliveryException(
                $"Delivery stream {name} has not taken {left.Count} of {records.Count} entries in the time there was; its last word: {lastError}",
                stopped
            );
        }
        catch (Exception failure) when (failure is AmazonClientException or AmazonServiceException or HttpRequestException or IOException)
        {
            throw new DeliveryException(Describe(failure), failure);
        }
    }

    private static (List<Record> Left, string Error) Failed(List<Record> sent, PutRecordBatchResponse response)
    {
        var left = new List<Record>();
        var error = "no error code";
        for (var index = 0; index < sent.Count; index++)
        {
            if (response.RequestResponses[index] is not { ErrorCode: { Length: > 0 } code } entry) continue;
            left.Add(sent[index]);
            error = $"{code}: {entry.ErrorMessage}";
        }

        // A count without entries that say so would never end; everything is sent again then.
        return left.Count > 0 ? (left, error) : (sent, error);
    }

    // What the SDK has given up on may still be over before the function's time is.
    private static bool IsTransient(Exception failure) => failure switch
    {
        AmazonServiceException service => service is ServiceUnavailableException
            || service.StatusCode is HttpStatusCode.TooManyRequests || (int)service.StatusCode >= 500
                || service.ErrorCode
                    is "ThrottlingException"
                        or "Throttling"
                        or "LimitExceededException"
                        or "RequestTimeout"
                        or "InternalFailure"
            || service.InnerException is HttpRequestException or IOException,
        AmazonClientException or HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    private string Describe(Exception failure) => failure switch
    {
            ResourceNotFoundException =>
                $"There is no delivery stream {name} in this account and region. Is it deployed, and is DATALAKE_DELIVERY_STREAMS right? Firehose says: {failure.Message}",
        AmazonServiceException service =>
                $"Delivery stream {name} refused the call: {(int)service.StatusCode} {service.ErrorCode} (request {service.RequestId}): {service.Message}",
        _ => $"Delivery stream {name} could not be reached: {failure.Message}",
    };

    private static RejectedRecord Reject(DeliveryBatch batch, int index)
    {
        var bytes = batch.Ends[index] - (index == 0 ? 0 : batch.Ends[index - 1]);
        var message = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The conformed record has {bytes} bytes; a delivery stream takes at most {FirehoseLimits.EntryBytes}. Drop a large field by a structure rule of the contract, then replay."
        );
        return new RejectedRecord(index, new RecordProblem(RecordRules.TooLarge, message, 0));
    }
}

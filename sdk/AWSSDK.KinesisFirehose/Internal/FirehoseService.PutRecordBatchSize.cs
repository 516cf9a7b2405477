using System.Buffers.Text;
using Amazon.KinesisFirehose.Model;

namespace Amazon.KinesisFirehose.Internal;

/// <content>
/// How large a batch is in JSON, so that its buffer is rented once in the right size and the records are written once, as base64, where
/// they are sent from.
/// </content>
internal static partial class FirehoseService
{
    private const int AroundRequest = 256;
    private const int AroundRecord = 12; // {"Data":""},

    private static int PutRecordBatchSize(PutRecordBatchRequest request)
    {
        long size = AroundRequest + (request.DeliveryStreamName?.Length ?? 0);
        foreach (var record in request.Records ?? [])
            size += AroundRecord + Base64.GetMaxEncodedToUtf8Length((int)(record?.Data?.Length ?? 0));
        return (int)Math.Min(size, Array.MaxLength);
    }
}

using System.Text.Json.Serialization;
using Amazon.KinesisFirehose.Model;

namespace Amazon.KinesisFirehose.Internal;

/// <summary>How the requests and responses are read and written, made at build time so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PutRecordBatchRequest))]
[JsonSerializable(typeof(PutRecordBatchResponse))]
[JsonSerializable(typeof(DescribeDeliveryStreamRequest))]
[JsonSerializable(typeof(DescribeDeliveryStreamResponse))]
internal sealed partial class FirehoseJson : JsonSerializerContext;

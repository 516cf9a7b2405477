using System.Text.Json.Serialization;
using Amazon.Glue.Model;

namespace Amazon.Glue.Internal;

/// <summary>How the requests and responses are read and written, made at build time so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GetTableRequest))]
[JsonSerializable(typeof(GetTableResponse))]
[JsonSerializable(typeof(CreateTableRequest))]
[JsonSerializable(typeof(CreateTableResponse))]
[JsonSerializable(typeof(UpdateTableRequest))]
[JsonSerializable(typeof(UpdateTableResponse))]
[JsonSerializable(typeof(GetPartitionsRequest))]
[JsonSerializable(typeof(GetPartitionsResponse))]
[JsonSerializable(typeof(BatchCreatePartitionRequest))]
[JsonSerializable(typeof(BatchCreatePartitionResponse))]
[JsonSerializable(typeof(StartCrawlerRequest))]
[JsonSerializable(typeof(StartCrawlerResponse))]
[JsonSerializable(typeof(GetCrawlerRequest))]
[JsonSerializable(typeof(GetCrawlerResponse))]
internal sealed partial class GlueJson : JsonSerializerContext;

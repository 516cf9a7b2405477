using System.Text.Json.Serialization;
using Amazon.ElasticMapReduce.Model;

namespace Amazon.ElasticMapReduce.Internal;

/// <summary>How the requests and responses are read and written, made at build time so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunJobFlowRequest))]
[JsonSerializable(typeof(RunJobFlowResponse))]
[JsonSerializable(typeof(DescribeClusterRequest))]
[JsonSerializable(typeof(DescribeClusterResponse))]
[JsonSerializable(typeof(ListClustersRequest))]
[JsonSerializable(typeof(ListClustersResponse))]
[JsonSerializable(typeof(ListStepsRequest))]
[JsonSerializable(typeof(ListStepsResponse))]
[JsonSerializable(typeof(TerminateJobFlowsRequest))]
[JsonSerializable(typeof(TerminateJobFlowsResponse))]
internal sealed partial class EmrJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using Datalake.Cli.Benchmarks.Lakes;
using Datalake.Cli.Benchmarks.Micro;
using Datalake.Cli.Benchmarks.Reporting;

namespace Datalake.Cli.Benchmarks;

/// <summary>What the bench and its child processes tell each other, and the report for other programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchJob))]
[JsonSerializable(typeof(MicroResult))]
[JsonSerializable(typeof(LakeResult))]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;

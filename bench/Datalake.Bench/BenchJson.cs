using System.Text.Json.Serialization;
using Datalake.Bench.Lakes;
using Datalake.Bench.Micro;
using Datalake.Bench.Reporting;
using Datalake.Bench.Serving;
using Datalake.Bench.StageFiles;
using Datalake.Bench.Tables;

namespace Datalake.Bench;

/// <summary>The messages between the bench and its child processes, and the report for other programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchJob))]
[JsonSerializable(typeof(MicroResult))]
[JsonSerializable(typeof(StageFileResult))]
[JsonSerializable(typeof(LakeResult))]
[JsonSerializable(typeof(EngineLakeResult))]
[JsonSerializable(typeof(TableResult))]
[JsonSerializable(typeof(ServedAddress))]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// The first line of a commit's file; the entries follow, one a line, so that a long list is written and read piece by piece.
/// </summary>
internal sealed record CommitHead(string Id, string Dataset, IReadOnlyList<CommitFile> Files, int Entries);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CommitHead))]
[JsonSerializable(typeof(CommitEntry))]
internal sealed partial class CommitJson : JsonSerializerContext;

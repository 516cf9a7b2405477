using System.Text.Json.Serialization;

namespace Datalake.Embedded.Erasing;

/// <summary>An entry of the erasure list: what one erasure keeps out of a dataset from then on, as hashes.</summary>
/// <param name="Id">The erasure's name; sorts by time.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="ErasedAt">When, UTC.</param>
/// <param name="Rules">The conditions.</param>
/// <param name="Identities">Hashes of the identities of the records that were found.</param>
internal sealed record ErasureEntry(
    string Id, string Dataset, DateTimeOffset ErasedAt, IReadOnlyList<ErasureRule> Rules, IReadOnlyList<string> Identities);

/// <summary>A condition: a record is erased when each of the terms holds.</summary>
/// <param name="Terms">The terms.</param>
internal sealed record ErasureRule(IReadOnlyList<ErasureTerm> Terms);

/// <summary>A comparison.</summary>
/// <param name="Path">The field.</param>
/// <param name="Hashes">Hashes of the forms of the value, and of those that protect rules give it.</param>
internal sealed record ErasureTerm(string Path, IReadOnlyList<string> Hashes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ErasureEntry))]
internal sealed partial class ErasureJson : JsonSerializerContext;

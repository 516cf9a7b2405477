using Datalake.Bench.Functions.Services;
using Datalake.Storage;

namespace Datalake.Bench.Functions.Arrivals;

/// <summary>A raw object, and what it is when structured.</summary>
/// <param name="Key">Its raw key.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Raw">As it came.</param>
/// <param name="Structured">Its records structured, one a line.</param>
internal sealed record Arrival(string Key, int Records, StoredBytes Raw, StoredBytes Structured)
{
    /// <summary>The key of the structured object.</summary>
    public string StructuredKey => LakeKeys.Structured("checkout", Key);
}

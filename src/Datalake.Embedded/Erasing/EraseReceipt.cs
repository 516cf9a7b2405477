using System.Text.Json.Serialization;

namespace Datalake.Embedded.Erasing;

/// <summary>Says what was erased where, without a value of the person's.</summary>
public sealed record EraseReceipt
{
    /// <summary>The erasure's name; sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>The fields that the conditions compared, e.g. <c>email AND country</c>.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>How many entities were erased, by the dataset's identity.</summary>
    public required long Entities { get; init; }

    /// <summary>What was erased in each place.</summary>
    public required IReadOnlyList<ErasedPlace> Places { get; init; }

    /// <summary>The shortest an erasure's name is.</summary>
    internal const int IdLength = 18;

    /// <summary>Where the lake keeps the receipt.</summary>
    /// <param name="id">The erasure's name.</param>
    public static string KeyOf(string id) => $"_state/erasures/receipts/{id}.json";

    /// <summary>
    /// Arrivals that hold records of others and stay, though their keys name the person. The keys must be changed by hand.
    /// </summary>
    public long KeysLeft { get; init; }

    /// <summary>True when nothing was found.</summary>
    [JsonIgnore]
    public bool IsEmpty => Places.All(place => place.Records == 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EraseReceipt))]
internal sealed partial class EraseReceiptJson : JsonSerializerContext;
